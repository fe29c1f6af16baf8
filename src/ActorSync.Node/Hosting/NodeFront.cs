using ActorSync.Node.Api;
using ActorSync.Node.Configuration;
using ActorSync.Node.Management;

namespace ActorSync.Node.Hosting;

/// <summary>
/// What a node shows of its engine, whichever that is: the API and management. Its host says when the API stops and when all
/// ends, beside the engine.
/// </summary>
internal sealed class NodeFront : IAsyncDisposable
{
    /// <summary>How long management may still write what it has been asked for.</summary>
    private static readonly TimeSpan LastAnswers = TimeSpan.FromSeconds(1);

    private readonly NodeSettings _settings;
    private readonly ILogger _log;
    private readonly EventStream _events;
    private readonly NodeHealth _health;

    public NodeFront(NodeSettings settings, NodeEngine engine, NodeResources resources, TimeProvider time, ILogger log)
    {
        (_settings, _log, _events) = (settings, log, resources.Events);
        var (accounts, rows) = (engine.Accounts, engine.RegistrationLog);
        _health = new(settings.Name, engine.Needed, engine.Wanted, () => engine.Sink.Loads);
        var keys = new ApiKeys(settings.ApiKeys);
        var intake = new SubmissionIntake(accounts, settings.Rules.Parties, settings.Intake, time);
        var api = new NodeApi(intake, new(accounts, rows, _health.Holdup, time), new(accounts, rows, time), _events);
        Api = WebServer.Build(settings.Listen, settings, keys, log, [], NodeApi.AddOpenApi, api.Map);
        var management = new ManagementApi(_health, resources.Metrics, engine.Membership);
        Management = WebServer.Build(settings.Management, settings, keys, log, ManagementApi.Open, _ => { }, management.Map);
    }

    public WebApplication Api { get; }

    public WebApplication Management { get; }

    /// <exception cref="IOException">An address is taken, or not this machine's.</exception>
    public async Task Listen(CancellationToken cancellation)
    {
        await WebServer.Start(Api, _settings.Listen, cancellation);
        await WebServer.Start(Management, _settings.Management, cancellation);
    }

    /// <summary>
    /// Takes nothing more in: the node says that it is not ready, nobody hears of events any longer, since a stop would wait for
    /// who listens, and requests end, within the time that a node has to drain. Management goes on.
    /// </summary>
    public async Task StopIntake()
    {
        Log.Draining(_log, _settings.Name);
        _health.Stopping();
        _events.End();
        await Stop(Api, _settings.Engine.DrainTimeout);
    }

    public async ValueTask DisposeAsync()
    {
        await Stop(Management, LastAnswers);
        await Management.DisposeAsync();
        await Api.DisposeAsync();
    }

    private static async Task Stop(WebApplication server, TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        await server.StopAsync(limit.Token);
    }
}
