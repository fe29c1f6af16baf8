namespace ActorSync.Node.Simulation;

/// <summary>Everything that a reset forgets.</summary>
internal sealed class PartyState
{
    public PartyState(SimulatedPartySettings settings, TimeProvider time)
    {
        Observed = new(settings);
        Keys = new(Observed);
        Tokens = new(settings, time);
        Echoes = new(settings, time);
    }

    public Records Records { get; } = new();

    public KeyMemory Keys { get; }

    public Observations Observed { get; }

    public Tokens Tokens { get; }

    public CallRate Rate { get; } = new();

    public EchoSender Echoes { get; }
}
