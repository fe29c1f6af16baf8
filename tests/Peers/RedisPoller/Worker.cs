using StackExchange.Redis;

namespace ActorSync.Peers.RedisPoller;

/// <summary>Deals with one claimed submission, under its account's lock.</summary>
internal sealed class Worker(WaitingSet waiting, HeldInRedis held, Receiver receiver, IDatabase redis)
{
    /// <summary>How long a submission steps back whose account is being dealt with.</summary>
    private static readonly TimeSpan StepBack = TimeSpan.FromMilliseconds(50);

    public async Task Run(Submission submission)
    {
        var account = new AccountLock(redis, submission.Account);
        if (!await account.Take())
        {
            await waiting.Later(submission, StepBack);
            return;
        }
        try
        {
            await Deliver(submission);
        }
        finally
        {
            await account.Release();
        }
    }

    private async Task Deliver(Submission submission)
    {
        var known = await held.Of(submission.Account);
        if (submission.IsHeld(known)) await waiting.Finish(submission);
        else if (submission.IsGated(known)) await waiting.Later(submission, Gate.LookAgain);
        else
            switch (await receiver.Put(submission))
            {
                case Answer.Done:
                    await held.Note(submission);
                    await waiting.Finish(submission);
                    break;
                case Answer.TryLater:
                    await waiting.Later(submission, Gate.RetryAfter);
                    break;
                default:
                    await redis.ListRightPushAsync("parked", submission.Line);
                    await waiting.Finish(submission);
                    break;
            }
    }
}
