using System.Net;

namespace ActorSync.Node.Simulation;

/// <summary>How a simulated party runs. Never changed after start; what can change is in <see cref="SimulatedFaults"/>.</summary>
public sealed record SimulatedPartySettings
{
    /// <summary>The origin of what it echoes.</summary>
    public required PartyId Name { get; init; }

    /// <summary>Where it listens; port 0 takes a free one.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>The same seed makes the same troubles for the same calls, in whatever order they come.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// Whether a sub-meeting registration whose main meeting's is absent or cancelled is refused with 409. It is reported in any case.
    /// </summary>
    public bool RefuseSubsFirst { get; init; } = true;

    /// <summary>Latest calls that the report shows; from 1 up.</summary>
    public int CallsShown { get; init; } = 1_000;

    /// <summary>First violations that the report shows; all are counted. From 1 up.</summary>
    public int ViolationsShown { get; init; } = 1_000;

    /// <summary>Echoes that may wait to be sent; those beyond are dropped and counted. From 1 up.</summary>
    public int EchoCapacity { get; init; } = 100_000;

    /// <summary>Echoes on the way at once; from 1 up.</summary>
    public int EchoesAtOnce { get; init; } = 16;

    /// <summary>Who may ask for a token.</summary>
    public string ClientId { get; init; } = "actorsync";

    /// <summary>What a client that asks for a token must know.</summary>
    public string ClientSecret { get; init; } = "simulated";

    /// <summary>The troubles to begin with.</summary>
    public SimulatedFaults Faults { get; init; } = SimulatedFaults.None;

    /// <summary>Everything that is wrong with these settings.</summary>
    public IReadOnlyList<Fault> Check()
    {
        (string Name, int Value)[] sizes =
        [
            ("callsShown", CallsShown), ("violationsShown", ViolationsShown),
            ("echoCapacity", EchoCapacity), ("echoesAtOnce", EchoesAtOnce),
        ];
        return
        [
            .. sizes.Where(s => s.Value < 1).Select(s => new Fault($"/{s.Name}", $"expected 1 or more, found {s.Value}")),
            .. Faults.Check().Select(f => new Fault($"/faults{f.Pointer}", f.Detail)),
        ];
    }
}
