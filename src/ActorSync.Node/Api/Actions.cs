namespace ActorSync.Node.Api;

/// <summary>Operators' actions, for one submission or for all that match a filter (R21).</summary>
internal sealed class Actions(IAccounts accounts, IRegistrationLog log, TimeProvider time)
{
    private const int MaxNotDoneShown = 100;

    public async Task One(HttpContext http, OperatorAction action, SubmissionId id)
    {
        var (request, problem) = await ActionReader.One(http, action, time);
        if (request is null)
        {
            await problem!.Write(http);
            return;
        }
        var rows = await log.Find(id, http.RequestAborted);
        if (rows.Count == 0)
        {
            await Problem.NotFound($"{id} is not known.").Write(http);
            return;
        }
        var to = rows.Select(r => r.To).FirstOrDefault(t => t is not null && t.Value.Value == request.To);
        if (request.To is not null && to is null)
        {
            await Problem.NotFound($"{id} does not go to {request.To}.").Write(http);
            return;
        }
        var command = Command(action, rows[0].Meeting, id, to, request.By, request.Why, request.Subs, request.Data);
        var reply = await accounts.Tell(rows[0].Account, command, http.RequestAborted);
        await Reply(http, action, reply);
    }

    public async Task Many(HttpContext http)
    {
        var (request, problem) = await ActionReader.Many(http, time);
        if (request is null) await problem!.Write(http);
        else await JsonForm.Write(http, await Act(request, http.RequestAborted), ApiJson.Shown.ActionsReply);
    }

    private async Task<ActionsReply> Act(ActionsRequest request, CancellationToken cancellation)
    {
        // What goes to a party is among what concerns it, for which the log has an index.
        var filter = request.Filter with { Party = request.Filter.Party ?? request.To };
        var (matched, done) = (0, 0);
        List<NotActedView> notDone = [];
        while (true)
        {
            var page = await log.List(filter with { Limit = Math.Min(LogFilter.MaxLimit, request.Limit - matched) }, cancellation);
            foreach (var row in page.Entries.Where(r => r.To is not null && (request.To is null || r.To == request.To)))
            {
                matched++;
                var command = Command(request.Action, row.Meeting, row.Submission, row.To, request.By, request.Why, request.Subs, null);
                var why = await accounts.Tell(row.Account, command, cancellation) switch
                {
                    AccountReply.Decided { Answer: Answer.Acted } => null,
                    AccountReply.Decided { Answer: Answer.NotActed not } => not.Why,
                    AccountReply.Busy => "the node is busy",
                    AccountReply.NotOwned lost => lost.Why,
                    _ => "not durable in time; it may yet be done",
                };
                if (why is null) done++;
                else if (notDone.Count < MaxNotDoneShown)
                    notDone.Add(new(row.Submission.Origin.Value, row.Submission.Id, row.To!.Value.Value, why));
            }
            if (page.Next is null || matched >= request.Limit)
                return new(Named.Of(request.Action), matched, done, notDone, page.Next is not null);
            filter = filter with { After = page.Next };
        }
    }

    private AccountCommand Command(
        OperatorAction action, MeetingId meeting, SubmissionId id, PartyId? to, string by, string why, string? subs, JsonData? data)
    {
        var now = time.GetUtcNow();
        return action switch
        {
            OperatorAction.Retry => new AccountCommand.Retry(meeting, id, to, by, why) { Now = now },
            OperatorAction.Skip => new AccountCommand.Skip(meeting, id, to, by, why, ReleaseSubs: subs is "go") { Now = now },
            OperatorAction.Release => new AccountCommand.Release(meeting, id, to, by, why) { Now = now },
            _ => new AccountCommand.Edit(meeting, id, to, by, why, data!) { Now = now },
        };
    }

    private static Task Reply(HttpContext http, OperatorAction action, AccountReply reply) => reply switch
    {
        AccountReply.Decided { Answer: Answer.Acted acted } => JsonForm.Write(
            http,
            new(Named.Of(action), [.. acted.Deliveries.Select(d => new ActedView(d.Submission.Origin.Value, d.Submission.Id, d.To.Value))]),
            ApiJson.Shown.ActionReply),
        AccountReply.Decided { Answer: Answer.NotActed not } =>
            new Problem(StatusCodes.Status409Conflict, "Does not apply") { Detail = not.Why }.Write(http),
        AccountReply.Busy busy => Problem.Busy(busy.RetryAfter).Write(http),
        AccountReply.NotOwned lost => Problem.NotOwned(lost).Write(http),
        AccountReply.Unanswered late => Problem.ActionUnanswered(late.RetryAfter).Write(http),
        _ => throw new InvalidOperationException($"expected an answer to an action, found {reply}"),
    };
}
