using Microsoft.Extensions.Hosting;

namespace ActorSync.Peers.SyncedLog;

/// <summary>Makes one call at a time, and notes its result without waiting until that is on the disk.</summary>
internal sealed class Sender(Accounts accounts, Receiver receiver, SyncedFile log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var account = await accounts.Next(stoppingToken);
            if (!account.TryTake(out var submission)) continue;
            switch (await receiver.Put(submission, stoppingToken))
            {
                case Answer.Done:
                    accounts.TakenOver(submission.Account, submission.Meeting, submission.Revision);
                    _ = log.Append(Stored.TakenOver(submission));
                    break;
                case Answer.TryLater:
                    _ = Again(submission, stoppingToken);
                    break;
            }
            accounts.Finish(submission.Account);
        }
    }

    private async Task Again(Submission submission, CancellationToken cancellation)
    {
        await Task.Delay(Gate.RetryAfter, TimeProvider.System, cancellation);
        accounts.Add(submission);
    }
}
