using ActorSync.Node.Simulation;
using Xunit;

namespace ActorSync.Tests.Node.Load;

public sealed class StepResultTests
{
    [Fact]
    public void Throughput_counts_what_has_come_to_an_end_alone()
    {
        var step = new WatchedStep(5);
        step.AnswerAll("accepted", new("done"));
        step.Outcomes[step.Watch.Samples[1].Id] = new("parked");
        step.Outcomes[step.Watch.Samples[2].Id] = new("retrying");
        step.Outcomes.Remove(step.Watch.Samples[3].Id);
        step.Watch.OnAnswer(4, "refused", step.Time.GetUtcNow());
        step.Time.Advance(TimeSpan.FromSeconds(2));
        step.Call(0, CallResult.TookOver);

        Assert.Equal((1, 0.5), (step.Result.Finished, step.Result.Throughput));
    }

    [Fact]
    public void What_waited_to_be_sent_counts_from_the_steps_start()
    {
        var step = new WatchedStep(2);
        step.Watch.OnAnswer(0, "accepted", step.Time.GetUtcNow());
        step.Time.Advance(TimeSpan.FromSeconds(3));
        step.Watch.OnAnswer(1, "accepted", step.Time.GetUtcNow());
        step.Time.Advance(TimeSpan.FromSeconds(1));
        step.Call(1, CallResult.TookOver);

        var times = step.Result.Timings;
        Assert.Equal((1000, 4000), (times.Receiver.Max, times.FromStart.Max));
    }

    [Fact]
    public void A_call_whose_caller_had_left_failed_and_acknowledged_nothing()
    {
        var step = new WatchedStep(1);
        step.AnswerAll("accepted", new("done"));
        step.Time.Advance(TimeSpan.FromSeconds(1));
        step.Call(0, CallResult.TookOver, callerLeft: true);
        Assert.Equal((1, 0), (step.Watch.FailedCalls, step.Watch.Acknowledged));

        step.Call(0, CallResult.Repeated);

        Assert.Equal((1, 1), (step.Watch.FailedCalls, step.Watch.Acknowledged));
        Assert.Equal(TimeSpan.FromSeconds(1), step.Result.Took);
    }
}
