using MassTransit;

namespace ActorSync.Peers.Bus;

/// <summary>Delivers one submission. The partitioner lets in one of an account at a time.</summary>
internal sealed class SubmissionConsumer(HeldInRedis held, Receiver receiver) : IConsumer<DeliverSubmission>
{
    public async Task Consume(ConsumeContext<DeliverSubmission> context)
    {
        var submission = Submission.Parse(context.Message.Line);
        var known = await held.Of(submission.Account);
        if (submission.IsHeld(known)) return;
        if (submission.IsGated(known)) throw new NotYetException($"{submission.MainMeeting} is not held");
        switch (await receiver.Put(submission))
        {
            case Answer.Done:
                await held.Note(submission);
                return;
            case Answer.TryLater: throw new NotYetException("the call may work later");
            default: throw new InvalidOperationException("the receiver has refused it");
        }
    }
}
