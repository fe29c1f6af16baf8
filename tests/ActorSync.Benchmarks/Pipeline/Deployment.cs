using ActorSync.Tests.Support;

namespace ActorSync.Benchmarks.Pipeline;

/// <summary>A node and its receiver, each a process of its own, as in production.</summary>
internal sealed class Deployment : IAsyncDisposable
{
    private readonly OwnFolder _folder;
    private readonly Func<Task<Child>> _start;

    private Deployment(
        OwnFolder folder, Child receiver, Child node, Func<Task<Child>> start, Uri receiverUrl, Uri api, Uri management) =>
        (_folder, Receiver, Node, _start, ReceiverUrl, Api, Management) = (folder, receiver, node, start, receiverUrl, api, management);

    public Child Receiver { get; }

    public Child Node { get; private set; }

    public Uri ReceiverUrl { get; }

    public Uri Api { get; }

    public Uri Management { get; }

    /// <param name="config">HOCON over the defaults: stores, delays, settings of party C and of the link.</param>
    /// <param name="program">Another engine's node; null: the embedded engine's.</param>
    /// <param name="basis">HOCON under the defaults: what that node needs. `FOLDER` stands for its folder.</param>
    /// <param name="fill">Makes the node's store, given its path; null: the node makes an empty one.</param>
    /// <exception cref="CannotRunException">One of both does not start.</exception>
    public static async Task<Deployment> Start(string config, string? program = null, string basis = "", Func<string, Task>? fill = null)
    {
        var folder = OwnFolder.Create("actorsync-bench-");
        Uri Local() => new($"http://127.0.0.1:{FreePort.Take()}");
        var (receiverUrl, api, management) = (Local(), Local(), Local());
        var (file, store) = (folder.File("node.conf"), folder.File("node.db"));
        await File.WriteAllTextAsync(file, $$"""
            {{basis.Replace("FOLDER", folder.Path, StringComparison.Ordinal)}}
            actorsync {
              node { listen = "{{api}}", management = "{{management}}" }
              store { embedded.path = "{{store}}" }
              log.level = warning
              parties { B { base-url = "http://127.0.0.1:9" }, C { base-url = "{{receiverUrl.OriginalString.TrimEnd('/')}}" } }
              links = [{ from = B, to = C, main-first = on }]
            }
            {{config}}
            """);
        Task<Child> StartNode() => Child.Start(program ?? Child.Program, new(management, "/ready"), "node", "--config", file);
        Child? receiver = null;
        try
        {
            if (fill is not null) await fill(store);
            receiver = await Child.Start(new(receiverUrl, "/report"), "simulate", "--name", "C", "--listen", receiverUrl.ToString());
            return new(folder, receiver, await StartNode(), StartNode, receiverUrl, api, management);
        }
        catch
        {
            if (receiver is not null) await receiver.DisposeAsync();
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Ends the node at once, whatever it is doing.</summary>
    public ValueTask Kill() => Node.DisposeAsync();

    /// <summary>Starts it again on what it had stored; returns when it is ready.</summary>
    public async Task StartAgain() => Node = await _start();

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await Receiver.DisposeAsync();
        _folder.Dispose();
    }
}
