namespace ActorSync.Node.Simulation;

/// <summary>What the party's calls play on: the settings, and what can be changed while it runs.</summary>
internal sealed class PartyStage(SimulatedPartySettings settings, TimeProvider time) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private volatile SimulatedFaults _faults = settings.Faults;
    private PartyState _state = new(settings, time);

    public SimulatedPartySettings Settings => settings;

    public TimeProvider Time => time;

    public SimulatedFaults Faults
    {
        get => _faults;
        set => _faults = value;
    }

    public PartyState State => Volatile.Read(ref _state);

    /// <summary>Ends every wait: the party stops.</summary>
    public CancellationToken Stopping => _stop.Token;

    public SimulationReport Report(int shown) => State.Observed.Report(shown, State.Echoes.Counts);

    /// <summary>Forgets everything but the faults. Calls that are under way end on what was.</summary>
    public async Task Reset() => await Interlocked.Exchange(ref _state, new(settings, time)).Echoes.DisposeAsync();

    public Task Stop() => _stop.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await State.Echoes.DisposeAsync();
        _stop.Dispose();
    }
}
