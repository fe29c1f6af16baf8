namespace ActorSync.Node.Api;

/// <summary>Where is a registration, and why (R19, R20).</summary>
internal sealed class Queries(IAccounts accounts, IRegistrationLog log, Func<PartyId, string?> holdup, TimeProvider time)
{
    private const int TimelinePage = 500;

    public async Task One(HttpContext http, SubmissionId id)
    {
        var rows = await log.Find(id, http.RequestAborted);
        if (rows.Count == 0)
        {
            await Problem.NotFound($"{id} is not known.").Write(http);
            return;
        }
        var attempts = await log.Attempts(id, http.RequestAborted);
        var view = await accounts.Read(rows[0].Account, http.RequestAborted);
        var live = Live();
        var deliveries = rows.Where(r => r.To is not null)
            .Select(r => Showing.Delivery(r, live, view?.State.Find(new(r.Meeting, id, r.To!.Value)), attempts));
        // Of several receivers, the one that still waits is what the submission waits for.
        var first = rows.OrderBy(r => IsFinished(live.Of(r).Status)).First();
        await JsonForm.Write(http, Showing.Submission(first, live, withData: true, [.. deliveries]), ApiJson.Shown.SubmissionView);
    }

    public async Task List(HttpContext http)
    {
        List<Fault> faults = [];
        var filter = LogQuestions.Read(http.Request.Query, faults);
        if (faults.Count > 0)
        {
            await Problem.Unasked(faults).Write(http);
            return;
        }
        var live = Live();
        var page = filter.Status is Status.Delivering
            ? await Delivering(filter, live, http.RequestAborted)
            : await log.List(filter, http.RequestAborted);
        // A row that is being called is no longer what it is stored as.
        var rows = page.Entries.Where(e => filter.Status is null || live.Of(e).Status == filter.Status);
        await JsonForm.Write(
            http, new([.. rows.Select(e => Showing.Submission(e, live, withData: false))], page.Next?.ToString()),
            ApiJson.Shown.SubmissionPage);
    }

    public async Task Account(HttpContext http, AccountId id)
    {
        List<Fault> faults = [];
        var after = LogQuestions.After(http.Request.Query, faults);
        if (faults.Count > 0)
        {
            await Problem.Unasked(faults).Write(http);
            return;
        }
        var view = await accounts.Read(id, http.RequestAborted);
        if (view is null)
        {
            await Problem.Unread(TimeSpan.FromSeconds(1)).Write(http);
            return;
        }
        if (view.State.Version == 0)
        {
            await Problem.NotFound($"{id} is not known.").Write(http);
            return;
        }
        var events = await log.Events(id, after, TimelinePage, http.RequestAborted);
        var logged = await Open(id, view.State, http.RequestAborted);
        await JsonForm.Write(http, new(
            id.Value, view.State.Version,
            [.. view.State.Registrations.Values.OrderBy(r => r.Meeting.Value, StringComparer.Ordinal)
                .Select(r => Showing.Registration(r, view.InFlight, logged))],
            [.. events.Select(Showing.Timeline)], events.Count == TimelinePage ? events[^1].Sequence : null), ApiJson.Shown.AccountPage);
    }

    public LiveCalls Live() => new(accounts.Calling, holdup, time.GetUtcNow());

    /// <summary>What the log says of an account's open deliveries; of a very long list, of the newest.</summary>
    private async Task<Dictionary<DeliveryId, LogStatus>> Open(AccountId account, AccountState state, CancellationToken cancellation)
    {
        var live = Live();
        Dictionary<DeliveryId, LogStatus> open = [];
        var deliveries = state.Registrations.Values.SelectMany(r => r.Lanes).SelectMany(lane => lane.Value);
        foreach (var status in deliveries.Select(d => Explaining.StatusOf(d, InFlight.None)).Distinct())
        {
            var page = await log.List(new() { Account = account, Status = status, Limit = LogFilter.MaxLimit }, cancellation);
            foreach (var row in page.Entries)
                if (row.To is { } to) open[new(row.Meeting, row.Submission, to)] = live.Of(row);
        }
        return open;
    }

    private async Task<LogPage> Delivering(LogFilter filter, LiveCalls live, CancellationToken cancellation)
    {
        List<LogEntry> rows = [];
        foreach (var call in live.Calling)
            rows.AddRange((await log.Find(call.Submission, cancellation)).Where(r => r.To == call.To && Matches(r, filter)));
        List<LogEntry> page = [.. rows.OrderByDescending(r => r.ReceivedAt).ThenByDescending(r => r.Row).Take(filter.Limit)];
        return new(page, page.Count == rows.Count ? null : new(page[^1].ReceivedAt, page[^1].Row));
    }

    private static bool Matches(LogEntry e, LogFilter f) =>
        (f.Account is null || e.Account == f.Account) && (f.Meeting is null || e.Meeting == f.Meeting)
        && (f.Party is null || e.Submission.Origin == f.Party || e.To == f.Party)
        && (f.From is null || e.ReceivedAt >= f.From) && (f.To is null || e.ReceivedAt < f.To)
        && (f.After is not { } after || (e.ReceivedAt, e.Row).CompareTo((after.ReceivedAt, after.Row)) < 0);

    private static bool IsFinished(Status status) =>
        status is not (Status.Waiting or Status.Gated or Status.Delivering or Status.Retrying or Status.Parked or Status.Conflict);
}
