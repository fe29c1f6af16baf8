using System.Globalization;

namespace ActorSync.Node.Api;

/// <summary>Reads what is asked of the registration log from a query string or a body, all faults at once.</summary>
internal static class LogQuestions
{
    private static readonly string[] Known = ["account", "meeting", "status", "party", "from", "to", "limit", "cursor"];
    private static readonly string[] TimeForms = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    public static LogFilter Read(IQueryCollection query, List<Fault> faults)
    {
        Check(query, Known, faults);
        return Read(name => query[name] is [{ } value] ? value : null, faults);
    }

    /// <summary>The sequence after which a timeline is read.</summary>
    public static long After(IQueryCollection query, List<Fault> faults)
    {
        Check(query, ["after"], faults);
        if (query["after"] is not [{ } text]) return 0;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)) return sequence;
        faults.Add(new("/after", $"expected a sequence from the timeline, found {text}"));
        return 0;
    }

    /// <summary>The one account that is asked about; null: all.</summary>
    public static AccountId? Account(IQueryCollection query, List<Fault> faults)
    {
        Check(query, ["account"], faults);
        return Id(query["account"] is [{ } value] ? value : null, "account", AccountId.Parse, faults);
    }

    /// <summary>The one party that is asked about; null: all.</summary>
    public static PartyId? Party(string? text, string name, List<Fault> faults) => Id(text, name, PartyId.Parse, faults);

    /// <param name="value">The text under a name; null: not asked.</param>
    /// <param name="faults">Gets what is wrong.</param>
    public static LogFilter Read(Func<string, string?> value, List<Fault> faults) => new()
    {
        Account = Id(value("account"), "account", AccountId.Parse, faults),
        Meeting = Id(value("meeting"), "meeting", MeetingId.Parse, faults),
        Party = Party(value("party"), "party", faults),
        Status = StatusOf(value("status"), faults),
        From = Time(value, "from", faults),
        To = Time(value, "to", faults),
        Limit = Limit(value("limit"), faults),
        After = Cursor(value("cursor"), faults),
    };

    private static void Check(IQueryCollection query, string[] known, List<Fault> faults)
    {
        foreach (var (name, values) in query)
            if (!known.Contains(name)) faults.Add(new("/" + name, $"unknown; expected one of {string.Join(", ", known)}"));
            else if (values.Count > 1) faults.Add(new("/" + name, $"expected once, found {values.Count} times"));
    }

    private static T? Id<T>(string? text, string name, Func<string, T> parse, List<Fault> faults) where T : struct
    {
        if (text is null) return null;
        try
        {
            return parse(text);
        }
        catch (FormatException e)
        {
            faults.Add(new("/" + name, e.Message));
            return null;
        }
    }

    private static Status? StatusOf(string? text, List<Fault> faults)
    {
        if (text is null) return null;
        if (Named.TryParse(text, out Status status)) return status;
        faults.Add(new("/status", $"expected one of {string.Join(", ", Named.All<Status>())}, found {text}"));
        return null;
    }

    private static DateTimeOffset? Time(Func<string, string?> value, string name, List<Fault> faults)
    {
        if (value(name) is not { } text) return null;
        if (DateTimeOffset.TryParseExact(text, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return time;
        faults.Add(new("/" + name, $"expected a time such as 2026-10-08T00:59:14Z, found {text}"));
        return null;
    }

    private static int Limit(string? text, List<Fault> faults)
    {
        const int usual = 100;
        if (text is null) return usual;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= LogFilter.MaxLimit)
            return limit;
        faults.Add(new("/limit", $"expected a whole number from 1 to {LogFilter.MaxLimit}, found {text}"));
        return usual;
    }

    private static LogCursor? Cursor(string? text, List<Fault> faults)
    {
        if (text is null) return null;
        if (LogCursor.TryParse(text, out var cursor)) return cursor;
        faults.Add(new("/cursor", "expected the cursor of an earlier answer"));
        return null;
    }
}
