using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace ActorSync;

/// <summary>The fields of one submission while it is read, with the faults found so far.</summary>
internal sealed class SubmissionFields(DateTimeOffset now)
{
    private const int LongestFound = 60;
    private readonly List<Fault> _faults = [];
    private HashSet<string>? _unknown;

    /// <summary>Those of <see cref="Names"/> that were there, a bit each.</summary>
    private int _seen;

    /// <summary>Every field that a submission can have.</summary>
    public static readonly ImmutableArray<string> Names =
        ["id", "origin", "account", "meeting", "mainMeeting", "operation", "revision", "occurredAt", "notBefore", "data"];

    public string? Id { get; set; }
    public string? Origin { get; set; }
    public string? Account { get; set; }
    public string? Meeting { get; set; }
    public string? MainMeeting { get; set; }
    public Operation? Operation { get; set; }
    public long? Revision { get; set; }
    public DateTimeOffset? OccurredAt { get; set; }
    public DateTimeOffset? NotBefore { get; set; }
    public JsonData? Data { get; set; }

    public void Add(string name, string detail)
    {
        if (_faults.Count < Fault.MostAtOnce) _faults.Add(new(JsonPointer.To(name), detail));
    }

    /// <summary>False, and a fault, when the name came before in this object.</summary>
    public bool First(string name)
    {
        var first = Names.Contains(name) ? !WasSeen(name) : (_unknown ??= []).Add(name);
        if (!first) Add(name, "expected once, found twice");
        else if (Names.IndexOf(name) is >= 0 and var i) _seen |= 1 << i;
        return first;
    }

    /// <summary>Notes what was found in place of what was expected, and steps over it.</summary>
    public string? Refuse(string name, string expected, ref Utf8JsonReader reader)
    {
        var found = reader.TokenType switch
        {
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "an array",
            JsonTokenType.String => $"\"{Short(reader.ValueSpan)}\"",
            _ => Short(reader.ValueSpan),
        };
        reader.Skip();
        Add(name, $"expected {expected}, found {found}");
        return null;
    }

    public SubmissionReading Finish(IReadOnlyCollection<PartyId> parties)
    {
        Require("id", Id is not null);
        Require("origin", Origin is not null);
        Require("account", Account is not null);
        Require("meeting", Meeting is not null);
        Require("operation", Operation is not null);
        Require("occurredAt", OccurredAt is not null);
        // A cancellation needs no record: it says what the registration is no more.
        if (Operation is not ActorSync.Operation.Cancel) Require("data", Data is not null);
        if (Origin is not null && !parties.Contains(PartyId.Parse(Origin)))
            Add("origin", $"expected one of the parties {string.Join(", ", parties)}, found {Origin}");
        if (MainMeeting is not null && MainMeeting == Meeting) Add("mainMeeting", "expected another meeting than `meeting`");
        if (NotBefore > now + SubmissionLimits.MaxAhead)
            Add("notBefore", $"expected at most {SubmissionLimits.MaxAhead.Days} days ahead of {now:O}, found {NotBefore:O}");

        return new() { Origin = Origin, Id = Id, Faults = _faults, Submission = _faults.Count > 0 ? null : Build() };
    }

    private Submission Build() => new()
    {
        Id = SubmissionId.Parse(Origin, Id),
        Account = AccountId.Parse(Account),
        Meeting = MeetingId.Parse(Meeting),
        MainMeeting = MainMeeting is null ? null : MeetingId.Parse(MainMeeting),
        Operation = Operation!.Value,
        Revision = Revision ?? OccurredAt!.Value.ToUnixTimeMilliseconds(),
        OccurredAt = OccurredAt!.Value,
        NotBefore = NotBefore,
        Data = Data ?? JsonData.Empty,
    };

    private void Require(string name, bool isThere)
    {
        if (!isThere) Miss(name);
    }

    private void Miss(string name)
    {
        if (!WasSeen(name)) Add(name, "required");
        else if (_faults.All(f => f.Pointer != "/" + name)) Add(name, "expected a value, found null");
    }

    private bool WasSeen(string name) => (_seen & 1 << Names.IndexOf(name)) != 0;

    private static string Short(ReadOnlySpan<byte> utf8)
    {
        var text = Encoding.UTF8.GetString(utf8);
        if (text.Length <= LongestFound) return text;
        var end = char.IsHighSurrogate(text[LongestFound - 1]) ? LongestFound - 1 : LongestFound;
        return text[..end] + "...";
    }
}
