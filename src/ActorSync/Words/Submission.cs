using System.Globalization;
using System.Text.Unicode;

namespace ActorSync;

/// <summary>One report about one registration, from one party. An instance is valid in itself.</summary>
public sealed record Submission
{
    public required SubmissionId Id { get; init; }

    public required AccountId Account { get; init; }

    public required MeetingId Meeting { get; init; }

    /// <summary>The main meeting that this sub-meeting hangs under; null for a main meeting.</summary>
    public MeetingId? MainMeeting { get; init; }

    public required Operation Operation { get; init; }

    /// <summary>
    /// From 0 up, counted by the origin; <see cref="OccurredAt"/> in Unix milliseconds where the origin counts none (R3).
    /// </summary>
    public required long Revision { get; init; }

    /// <summary>By the origin's clock.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Not to leave earlier (R8a); null: at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The full record, not a delta.</summary>
    public required JsonData Data { get; init; }

    public PartyId Origin => Id.Origin;

    /// <summary>What the registration will be when this is taken over.</summary>
    public ContentHash Content => Operation is Operation.Cancel ? ContentHash.Cancelled : Data.Hash;

    /// <summary>Equal exactly for two copies of the same submission, whatever the spelling of their JSON (R2).</summary>
    public ContentHash Fingerprint
    {
        get
        {
            Span<byte> utf8 = stackalloc byte[3 * IdText.MaxBytes + 256];
            if (!Utf8.TryWrite(utf8, CultureInfo.InvariantCulture,
                $"{Account.Value}\n{Meeting.Value}\n{MainMeeting?.Value}\n{Operation}\n{Revision}"
                    + $"\n{OccurredAt.UtcTicks}\n{NotBefore?.UtcTicks}\n{Data.Hash}",
                out var length))
                throw new InvalidOperationException("expected ids within their limits");
            return ContentHash.Of(utf8[..length]);
        }
    }
}
