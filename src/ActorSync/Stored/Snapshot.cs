using System.Collections.Immutable;
using System.Text.Json;

namespace ActorSync;

/// <summary>
/// The stored form of an account's state: a shortcut past its events, never the truth. One of an older form is dropped
/// and the events are read instead.
/// </summary>
public sealed record Snapshot
{
    /// <summary>Written with every snapshot; raised when the form or the meaning of the state changes.</summary>
    public const int CurrentForm = 5;

    public required int Form { get; init; }

    public required long Version { get; init; }

    public required ImmutableArray<SnapshotRegistration> Registrations { get; init; }

    public required ImmutableArray<SnapshotSeen> Seen { get; init; }

    /// <summary>
    /// Whether a snapshot is due: after so many events, and after as many as the account has seen submissions, since it costs what
    /// it remembers. So snapshots stay a fixed share of what is written, however large the account is.
    /// </summary>
    /// <param name="every">Events between snapshots of a small account; from 1 up.</param>
    public static bool IsDue(AccountState before, AccountState after, int every)
    {
        long step = every;
        while (step < after.Seen.Count) step *= 2;
        return before.Version / step < after.Version / step;
    }

    public static byte[] Write(AccountState state) => JsonSerializer.SerializeToUtf8Bytes(new Snapshot
    {
        Form = CurrentForm,
        Version = state.Version,
        Registrations = [.. state.Registrations.Values.Select(SnapshotRegistration.Of)],
        Seen = [.. state.Seen.Select(s => new SnapshotSeen(s.Key, s.Value))],
    }, StoredJson.Default.Snapshot);

    /// <summary>Null when the snapshot is of another form, or damaged: then the events tell.</summary>
    public static AccountState? Read(ReadOnlySpan<byte> payload)
    {
        if (Parse(payload) is not { Form: CurrentForm } stored) return null;
        var state = new AccountState { Seen = stored.Seen.ToImmutableDictionary(s => s.Id, s => s.Seen) };
        foreach (var r in stored.Registrations)
        {
            state = state.With(r.Bare());
            foreach (var d in r.Lanes) state = state.Replace(null, d);
        }
        return state with { Version = stored.Version };
    }

    private static Snapshot? Parse(ReadOnlySpan<byte> payload)
    {
        try
        {
            return JsonSerializer.Deserialize(payload, StoredJson.Default.Snapshot);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }
}
