using ActorSync.Node.Api;
using ActorSync.Node.Configuration;
using ActorSync.Node.Management;

namespace ActorSync.Node.Hosting;

/// <summary>
/// What a node shows of its engine, whichever that is: the API and management. Its host says in which order they stop and end
/// with the engine.
/// </summary>
internal sealed class NodeFront
{
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

    /// <summary>From now on the node is not ready, and nobody hears of events any longer: a stop would wait for who listens.</summary>
    public void Drain()
    {
        Log.Draining(_log, _settings.Name);
        _health.Stopping();
        _events.End();
    }
}
