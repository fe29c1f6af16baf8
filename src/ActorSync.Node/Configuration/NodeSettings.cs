using ActorSync.Engine;
using ActorSync.Node.Api;

namespace ActorSync.Node.Configuration;

/// <summary>Everything that a node is told by its configuration. Valid as a whole, and never changed after start.</summary>
internal sealed record NodeSettings
{
    public required string Name { get; init; }

    public required Uri Listen { get; init; }

    public required Uri Management { get; init; }

    /// <summary>By the name of who holds it. Secrets: never logged or shown.</summary>
    public required IReadOnlyDictionary<string, string> ApiKeys { get; init; }

    public required IntakeSettings Intake { get; init; }

    public required int Connections { get; init; }

    public required EngineSettings Engine { get; init; }

    public required StoreSettings Store { get; init; }

    public required DelaySettings Delay { get; init; }

    public required IReadOnlyList<PartySettings> Parties { get; init; }

    /// <summary>The longest that a call to any party takes.</summary>
    public TimeSpan LongestCall => Parties.Select(p => p.Sink.AttemptTimeout).DefaultIfEmpty().Max();

    public required SyncRules Rules { get; init; }

    public required LogLevel LogLevel { get; init; }

    /// <summary>JSON lines, or text for people.</summary>
    public required bool LogAsJson { get; init; }

    /// <summary>Null: spans go nowhere.</summary>
    public required Uri? OtlpEndpoint { get; init; }
}
