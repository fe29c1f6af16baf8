namespace ActorSync.Benchmarks.Pipeline;

/// <summary>A node and its receiver, each a process of its own, as in production.</summary>
internal sealed class Deployment : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private Deployment(DirectoryInfo folder, Child receiver, Child node, Uri receiverUrl, Uri api, Uri management) =>
        (_folder, Receiver, Node, ReceiverUrl, Api, Management) = (folder, receiver, node, receiverUrl, api, management);

    public Child Receiver { get; }

    public Child Node { get; }

    public Uri ReceiverUrl { get; }

    public Uri Api { get; }

    public Uri Management { get; }

    /// <param name="config">HOCON over the defaults: stores, delays, settings of party C and of the link.</param>
    /// <param name="program">Another engine's node; null: the embedded engine's.</param>
    /// <param name="basis">HOCON under the defaults: what that node needs. `FOLDER` stands for its folder.</param>
    public static async Task<Deployment> Start(string config, string? program = null, string basis = "")
    {
        var folder = Directory.CreateTempSubdirectory("actorsync-bench-");
        Uri Local() => new($"http://127.0.0.1:{Child.FreePort()}");
        var (receiverUrl, api, management) = (Local(), Local(), Local());
        var file = Path.Combine(folder.FullName, "node.conf");
        await File.WriteAllTextAsync(file, $$"""
            {{basis.Replace("FOLDER", folder.FullName, StringComparison.Ordinal)}}
            actorsync {
              node { listen = "{{api}}", management = "{{management}}" }
              store { embedded.path = "{{folder.FullName}}/node.db" }
              log.level = warning
              parties { B { base-url = "http://127.0.0.1:9" }, C { base-url = "{{receiverUrl.OriginalString.TrimEnd('/')}}" } }
              links = [{ from = B, to = C, main-first = on }]
            }
            {{config}}
            """);
        var receiver = await Child.Start(new(receiverUrl, "/report"), "simulate", "--name", "C", "--listen", receiverUrl.ToString());
        var node = await Child.Start(program ?? Child.Program, new(management, "/ready"), "node", "--config", file);
        return new(folder, receiver, node, receiverUrl, api, management);
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await Receiver.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
