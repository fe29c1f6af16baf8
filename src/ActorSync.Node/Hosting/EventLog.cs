using System.Collections.Immutable;

namespace ActorSync.Node.Hosting;

/// <summary>
/// Logs what becomes durable, with account and submission, so that a log search finds a registration's way (R22). The happy
/// path is logged at debug: the registration log holds it already.
/// </summary>
internal sealed class EventLog(ILogger log)
{
    public void Write(AccountId account, ImmutableArray<AccountEvent> events)
    {
        foreach (var happened in events) Write(account.Value, happened);
    }

    private void Write(string account, AccountEvent happened)
    {
        switch (happened)
        {
            case AccountEvent.SubmissionReceived e when log.IsEnabled(LogLevel.Debug):
                Log.Received(log, account, e.Submission.Id.ToString(), Named.Of(e.Verdict));
                break;
            case AccountEvent.Delivered e when log.IsEnabled(LogLevel.Debug):
                Log.Delivered(
                    log, account, e.Delivery.Submission.ToString(), e.Delivery.To.Value,
                    e.Attempt.Took.TotalMilliseconds, e.Attempt.Number);
                break;
            case AccountEvent.AttemptFailed e:
                Log.AttemptFailed(
                    log, account, e.Delivery.Submission.ToString(), e.Delivery.To.Value,
                    e.Attempt.Number, Named.Of(e.Attempt.Result), e.Attempt.Code, e.Attempt.Detail);
                break;
            case AccountEvent.DeliveryParked e:
                Log.Parked(log, account, e.Delivery.Submission.ToString(), e.Delivery.To.Value, Named.Of(e.Reason), e.Detail);
                break;
            case AccountEvent.DeliveryRetried e: Operated(account, e.Delivery, OperatorAction.Retry, e.By, e.Why); break;
            case AccountEvent.DeliveryReleased e: Operated(account, e.Delivery, OperatorAction.Release, e.By, e.Why); break;
            case AccountEvent.DeliverySkipped e: Operated(account, e.Delivery, OperatorAction.Skip, e.By, e.Why); break;
            case AccountEvent.DeliveryEdited e: Operated(account, e.Delivery, OperatorAction.Edit, e.By, e.Why); break;
        }
    }

    private void Operated(string account, DeliveryId delivery, OperatorAction action, string by, string why) =>
        Log.Operated(log, account, delivery.Submission.ToString(), delivery.To.Value, Named.Of(action), by, why);
}
