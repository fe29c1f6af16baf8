namespace ActorSync.Benchmarks.Peers;

/// <summary>ActorSync itself: a node as users run it, over HTTP, on each of its stores and engines.</summary>
internal static class ActorSyncNodes
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "ActorSync.Node.dll");

    public static readonly Contender Embedded = new(
        "embedded", "ActorSync on SQLite", Version, ground => Node(ground, Program, "embedded", ""));

    public static readonly Contender Servers = new(
        "servers", "ActorSync on MariaDB + Redis", Version, async ground => await Node(ground, Program, "servers", $$"""
        actorsync {
          store { type = mysql, mysql { host = "127.0.0.1", port = {{await ground.MariaDb()}}, database = "actorsync", user = "root", password = "" } }
          delay { type = redis, redis { endpoints = ["127.0.0.1:{{await ground.Redis()}}"], key-prefix = "actorsync" } }
        }
        """));

    private static string Version => $"{typeof(Submission).Assembly.GetName().Version?.ToString(3)}";

    /// <param name="program">The built program of the Akka.NET engine; null: there is none.</param>
    /// <param name="config">HOCON over the defaults: its actor system, journal and stores.</param>
    public static Contender Akka(FileInfo? program, FileInfo? config) => new(
        "akka", "ActorSync on Akka.NET", Version, async ground => program is null
            ? throw new CannotRunException("name its built program: --akka DLL")
            : await Node(ground, program.FullName, "akka", config is null ? "" : $"include file(\"{config.FullName}\")"));

    private static async Task<Launch> Node(Ground ground, string program, string name, string config)
    {
        var (api, management) = (Ground.Local(), Ground.Local());
        var folder = ground.Folder(name);
        var file = Path.Combine(folder, "node.conf");
        var receiver = ground.ReceiverUrl.OriginalString.TrimEnd('/');
        await File.WriteAllTextAsync(file, $$"""
            {{config}}
            actorsync {
              node { name = "{{name}}", listen = "{{api}}", management = "{{management}}" }
              store.embedded.path = "{{folder}}/node.db"
              log.level = error
              parties { B { base-url = "http://127.0.0.1:9" }, C { base-url = "{{receiver}}", max-in-flight = {{ground.CallsAtOnce}} } }
              links = [{ from = B, to = C, main-first = on }]
            }
            """);
        return new(["dotnet", program, "node", "--config", file], folder, api, new(management, "/ready"));
    }
}
