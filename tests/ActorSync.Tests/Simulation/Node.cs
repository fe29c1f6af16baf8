using ActorSync.Delivering;
using ActorSync.Engine;
using Microsoft.Extensions.Logging;

namespace ActorSync.Tests.Simulation;

/// <summary>One life of the process: the real engine and the real sink, on the simulation's scheduler.</summary>
internal sealed class Node : IDisposable
{
    private readonly World _world;
    private readonly int _number;
    private readonly AccountEngine _engine;
    private readonly DeliverySink _sink;
    private readonly List<Asked> _asked = [];
    private readonly List<(AccountId Account, Delivery Call)> _inFlight = [];

    public Node(World world, int number)
    {
        (_world, _number) = (world, number);
        Process = new(world.Scheduler);
        _sink = new(world.Parties.Values.Select(p => new Receiver(p.Id, new Line(this, p), world.Plan.Sink)), Process.Time);
        var runtime = new EngineRuntime(
            Process.Time, n => new Random((int)(uint)Dice.Seed(world.Plan.Seed, (ulong)number, (ulong)n)), work => work());
        var store = new StoreClient(world, Process);
        var parts = new EngineParts(world.Plan.Rules, store, store, world.Queue.ClientFor(Process), _sink);
        _engine = new(world.Mutant?.Change(parts, number) ?? parts, world.Plan.Engine, runtime, new DefectLog(this));
    }

    public SimulatedProcess Process { get; }

    /// <summary>Another process has taken over, whether or not this one has noticed.</summary>
    public bool IsStale { get; set; }

    public override string ToString() => $"node {_number}";

    public void Start() => Process.Run(_engine.Start);

    /// <param name="heard">Gets null when the connection is cut.</param>
    public void Tell(AccountId account, AccountCommand command, Action<AccountReply?> heard)
    {
        var asked = new Asked(() => heard(null));
        _asked.Add(asked);
        Process.Run(async () =>
        {
            var reply = await _engine.Tell(account, command, CancellationToken.None);
            if (_asked.Remove(asked)) heard(reply);
        });
    }

    public void Read(AccountId account, Action<AccountView?> heard) =>
        Process.Run(async () => heard(await _engine.Read(account, CancellationToken.None)));

    public void Stop(Action stopped) => Process.Run(async () =>
    {
        await _engine.Stop();
        stopped();
    });

    public void Dispose() => Kill();

    public void Kill()
    {
        if (Process.IsDead) return;
        _world.Trace?.Add(_world.Now, $"{this} is gone");
        Process.Kill();
        _engine.Abandon();
        foreach (var asked in _asked) _world.After(TimeSpan.FromMilliseconds(1), asked.Cut);
        _asked.Clear();
    }

    private async Task<PartyAnswer> Call(Party party, AccountId account, Delivery delivery, CancellationToken cancellation)
    {
        if (_world.Store.OwnerOf(account) == Process) _world.Starts.Check(account, delivery, _inFlight);
        else _world.Starts.Note(account, delivery);
        _inFlight.Add((account, delivery));
        try
        {
            return await party.Take(this, account, delivery, cancellation);
        }
        finally
        {
            _inFlight.Remove((account, delivery));
        }
    }

    private sealed record Asked(Action Cut);

    private sealed class Line(Node node, Party party) : IParty
    {
        public Task<PartyAnswer> Deliver(AccountId account, Delivery delivery, CancellationToken cancellation) =>
            node.Call(party, account, delivery, cancellation);
    }

    /// <summary>Whatever the engine logs as an error is a defect of its own, but that its shards were taken over.</summary>
    private sealed class DefectLog(Node node) : ILogger
    {
        private const int Fenced = 1002;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id == Fenced && node._world.Store.HasLostAny(node.Process)) node._world.Fenced(node);
            else node._world.Oracle.Fail("R26", $"{node} logs: {formatter(state, exception)} {exception}");
        }
    }
}
