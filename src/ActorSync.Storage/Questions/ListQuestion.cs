namespace ActorSync.Storage;

/// <summary>A page of the registration log as a question to one index, chosen by what the filter says.</summary>
internal sealed class ListQuestion
{
    private readonly LogFilter _filter;

    public ListQuestion(LogFilter filter)
    {
        if (filter.Limit is < 1 or > LogFilter.MaxLimit)
            throw new ArgumentOutOfRangeException(nameof(filter), filter.Limit, $"expected a limit from 1 to {LogFilter.MaxLimit}");
        _filter = filter;
    }

    /// <summary>Which lines of the statement stand: the index that leads, and what is asked for besides.</summary>
    public IReadOnlySet<string> Marks
    {
        get
        {
            var asked = Asked().ToList();
            return new HashSet<string>([$"by {asked[0]}", .. asked.Skip(1).Select(mark => $"if {mark}")]);
        }
    }

    public object Parameters
    {
        get
        {
            var before = Before();
            return new
            {
                account = _filter.Account?.Value,
                meeting = _filter.Meeting?.Value,
                status = _filter.Status is { } status ? Named.Of(status) : null,
                party = _filter.Party?.Value,
                from = _filter.From is { } from ? Milliseconds.AtOrAfter(from) : 0,
                receivedAt = before.ReceivedAt,
                number = before.Number,
                limit = _filter.Limit + 1,
            };
        }
    }

    /// <summary>
    /// What narrows most comes first and leads. An account has few rows, and so has every status but the two that nearly all
    /// rows end in; a party has the most.
    /// </summary>
    private IEnumerable<string> Asked()
    {
        var isCommon = _filter.Status is Status.Done or Status.Unchanged;
        if (_filter.Account is not null) yield return "account";
        if (_filter.Status is not null && !isCommon) yield return "status";
        if (_filter.Meeting is not null) yield return "meeting";
        if (_filter.Party is not null) yield return "party";
        if (_filter.Status is not null && isCommon) yield return "status";
        yield return "time";
        if (_filter.From is not null) yield return "from";
    }

    /// <summary>The page holds rows before this place; without a cursor and an end of time it is beyond all rows.</summary>
    private (long ReceivedAt, long Number) Before()
    {
        var end = _filter.To is { } to ? (Milliseconds.AtOrAfter(to), 0L) : (long.MaxValue, 0L);
        return _filter.After is { } after ? Min(end, (Milliseconds.Of(after.ReceivedAt), after.Row)) : end;
    }

    private static (long, long) Min((long, long) a, (long, long) b) => a.CompareTo(b) < 0 ? a : b;
}
