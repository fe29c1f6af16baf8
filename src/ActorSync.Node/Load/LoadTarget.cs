using System.Globalization;
using ActorSync.Node.Configuration;
using ActorSync.Node.Hosting;
using ActorSync.Node.Simulation;

namespace ActorSync.Node.Load;

/// <summary>The node under load and the receiver behind it; of a node of its own the reporter and the store, too.</summary>
internal sealed class LoadTarget : IAsyncDisposable
{
    private static readonly TimeSpan EchoDelay = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan OwnAttemptTimeout = TimeSpan.FromSeconds(2);
    private const double EchoesDoubled = 10;

    private readonly SimulatedParty? _reporter;
    private readonly NodeHost? _node;
    private readonly DirectoryInfo? _folder;
    private SimulatedEcho? _echo;

    private LoadTarget(
        Uri node, SimulatedParty receiver, SimulatedParty? reporter = null, NodeHost? own = null, DirectoryInfo? folder = null) =>
        (Node, Receiver, _reporter, _node, _folder) = (node, receiver, reporter, own, folder);

    public Uri Node { get; }

    public SimulatedParty Receiver { get; }

    public string Name => _node is null ? Node.ToString() : "a node of its own";

    /// <summary>Calls to the reporter so far; null: they cannot be seen.</summary>
    public long? CallsBack => _reporter?.Report(received: 0).Calls;

    /// <exception cref="IOException">The receiver cannot listen there.</exception>
    /// <exception cref="Hocon.HoconException">The overrides are wrong.</exception>
    public static async Task<LoadTarget> Start(
        LoadSettings settings, ILoggerFactory logs, TimeProvider time, CancellationToken cancellation)
    {
        var shape = settings.Shape;
        var faults = new SimulatedFaults
        {
            ErrorPercent = shape.Error, HangAfterPercent = shape.Hang, CutAfterPercent = shape.Cut, Hang = settings.Hang,
        };
        var receiving = new SimulatedPartySettings { Name = settings.To, Seed = settings.Seed, Faults = faults };
        var target = settings.Node is { } node
            ? new LoadTarget(node, await Listening(receiving with { Listen = settings.Receiver }, time))
            : await Own(settings, receiving, logs, time, cancellation);
        if (shape.Echoed > 0)
            target._echo = new()
            {
                Node = target.Node.ToString(), Percent = shape.Echoed, Delay = EchoDelay, DoublePercent = EchoesDoubled,
                Key = settings.Key,
            };
        return target;
    }

    /// <summary>
    /// From now on the receiver reports what it takes over of this step alone: what an earlier run has left at the node is none of
    /// this one's echoes.
    /// </summary>
    public void EchoOnly(LoadNames step)
    {
        if (_echo is not null) Receiver.Faults = Receiver.Faults with { Echo = _echo with { IsAbout = step.Has } };
    }

    public async ValueTask DisposeAsync()
    {
        if (_node is not null) await _node.DisposeAsync();
        await Receiver.DisposeAsync();
        if (_reporter is not null) await _reporter.DisposeAsync();
        _folder?.Delete(recursive: true);
    }

    private static async Task<SimulatedParty> Listening(SimulatedPartySettings settings, TimeProvider time)
    {
        try
        {
            return await SimulatedParty.Start(settings, time);
        }
        catch (IOException e)
        {
            throw new IOException($"{e.Message} The load is the receiver itself: stop any other there, such as `simulate`.", e);
        }
    }

    private static async Task<LoadTarget> Own(
        LoadSettings settings, SimulatedPartySettings receiving, ILoggerFactory logs, TimeProvider time, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("actorsync-load-");
        SimulatedParty? reporter = null, receiver = null;
        try
        {
            reporter = await SimulatedParty.Start(new() { Name = settings.From }, time);
            receiver = await SimulatedParty.Start(receiving, time);
            var node = await NodeHost.Start(Configuration(settings, folder, reporter, receiver), logs, time, cancellation);
            return new(node.Api, receiver, reporter, node, folder);
        }
        catch
        {
            if (reporter is not null) await reporter.DisposeAsync();
            if (receiver is not null) await receiver.DisposeAsync();
            folder.Delete(recursive: true);
            throw;
        }
    }

    private static NodeSettings Configuration(
        LoadSettings settings, DirectoryInfo folder, SimulatedParty reporter, SimulatedParty receiver) => NodeConfiguration.Read(null,
    [
        "node.name=load", "node.listen=\"http://127.0.0.1:0\"", "node.management=\"http://127.0.0.1:0\"",
        $"store.embedded.path=\"{Path.Combine(folder.FullName, "load.db").Replace("\\", "\\\\", StringComparison.Ordinal)}\"",
        $"parties.{settings.From}.base-url=\"{reporter.Url}\"", $"parties.{settings.To}.base-url=\"{receiver.Url}\"",
        string.Create(CultureInfo.InvariantCulture, $"parties.{settings.To}.attempt-timeout={OwnAttemptTimeout.TotalSeconds}s"),
        $"links=[{{ from = {settings.From}, to = {settings.To}, main-first = on }}, {{ from = {settings.To}, to = {settings.From} }}]",
        "log.level=error", "log.format=text", .. settings.Overrides,
    ], new Dictionary<string, string>(), []);
}
