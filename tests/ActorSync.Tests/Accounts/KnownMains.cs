using Xunit;

namespace ActorSync.Tests;

/// <summary>
/// Which party holds which registration, kept by what was said alone, beside the account's own book: the other
/// opinion on who may pass a gate (R7).
/// </summary>
internal sealed class KnownMains
{
    private readonly HashSet<(PartyId, MeetingId)> _held = [];
    private readonly HashSet<(PartyId, MeetingId)> _waived = [];
    private readonly HashSet<DeliveryId> _released = [];

    public void Reported(Submission s, Verdict verdict)
    {
        if (verdict is Verdict.Accepted or Verdict.Unchanged or Verdict.Superseded) Hold(s.Origin, s.Meeting, s.Operation);
    }

    public void Attempted(Delivery call, AttemptResult result)
    {
        if (result is AttemptResult.Delivered) Hold(call.Id.To, call.Id.Meeting, call.Operation);
        else if (result is AttemptResult.UnknownEffect && call.Operation is Operation.Cancel) _held.Remove((call.Id.To, call.Id.Meeting));
    }

    public void Happened(AccountEvent happened)
    {
        switch (happened)
        {
            case AccountEvent.SubmissionReceived { Verdict: Verdict.Accepted } e:
                foreach (var planned in e.Deliveries) _waived.Remove((planned.To, e.Submission.Meeting));
                break;
            case AccountEvent.DeliverySkipped { ReleaseSubs: true } e: _waived.Add((e.Delivery.To, e.Delivery.Meeting)); break;
            case AccountEvent.DeliveryReleased { From: ReleasedFrom.Gate } e: _released.Add(e.Delivery); break;
        }
    }

    /// <summary>A sub-meeting's registration that leaves has its main meeting's there, or an operator's word. Cancellations pass.</summary>
    public void Admit(Delivery call, InFlight inFlight)
    {
        if (call.MainMeeting is not { } main || call.Operation is Operation.Cancel || _released.Contains(call.Id)) return;
        var isBeingCancelled = inFlight.About(main, call.Id.To) is { Operation: Operation.Cancel };
        var mayPass = (_held.Contains((call.Id.To, main)) && !isBeingCancelled) || _waived.Contains((call.Id.To, main));
        Assert.True(mayPass, $"{call.Id} leaves before {main} is done at {call.Id.To} (R7)");
    }

    private void Hold(PartyId party, MeetingId meeting, Operation operation)
    {
        if (operation is Operation.Cancel) _held.Remove((party, meeting));
        else _held.Add((party, meeting));
    }
}
