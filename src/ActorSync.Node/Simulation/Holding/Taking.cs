using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ActorSync.Node.Simulation;

/// <summary>What a call does to the records, and what is wrong with it. Runs under the lock of the account's share.</summary>
internal static class Taking
{
    public static Taken Take(HeldAccount account, Call call, bool refuseSubsFirst, Observations observed) =>
        call.Record is { } record ? Hold(account, call, record, refuseSubsFirst, observed) : Cancel(account, call);

    private static Taken Hold(HeldAccount account, Call call, PartyRecord record, bool refuseSubsFirst, Observations observed)
    {
        if (record.MainMeeting is { } main && account.Find(main)?.Held is null)
        {
            var detail = $"expected the registration for {main} first, found none held";
            observed.Violate(ViolationKind.SubBeforeMain, call, detail);
            if (refuseSubsFirst) return new(new(Status409Conflict, CallResult.Refused, detail));
        }
        var registration = account.FindOrAdd(record.Meeting);
        Compare(registration.NewestOf(record.Origin), call, record, observed);
        var status = registration.Held is null ? Status201Created : Status200OK;
        registration.Take(record, new(record, call.KeyHash));
        return new(new(status, CallResult.TookOver), registration.OwnRevision, record.MainMeeting);
    }

    /// <summary>A call without a record says neither revision nor main meeting: there is nothing to compare.</summary>
    private static Taken Cancel(HeldAccount account, Call call)
    {
        if (account.Find(call.Meeting) is not { Held: { } held } registration)
            return new(new(Status404NotFound, CallResult.Absent,
                $"expected a registration of {call.Account} for {call.Meeting}, found none held"));
        registration.Cancel();
        return new(new(Status204NoContent, CallResult.Cancelled), registration.OwnRevision, held.MainMeeting);
    }

    private static void Compare(NewestReport? newest, Call call, PartyRecord record, Observations observed)
    {
        if (newest is not { } report) return;
        var known = report.Record.Revision;
        if (record.Revision < known)
            observed.Violate(ViolationKind.OlderRevision, call,
                $"expected revision {known} of {record.Origin} or later, found {record.Revision}");
        else if (record.Revision == known && report.KeyHash != call.KeyHash && record.Data.AsSpan().SequenceEqual(report.Record.Data))
            observed.Violate(ViolationKind.RepeatedEffect, call,
                $"expected revision {known} of {record.Origin} under one key, found it under another");
    }
}
