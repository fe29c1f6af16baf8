using Xunit;
using Xunit.Abstractions;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests.Akka;

/// <summary>What is news and what is not, through the actor.</summary>
public sealed class NewsTests(ITestOutputHelper output) : AccountTest(output)
{
    [Fact]
    public async Task The_same_submission_again_gets_the_first_answer_and_does_nothing_else()
    {
        var account = Start();
        var first = Assert.IsType<Answer.Received>(await Submit(account, MainFrom(B)));
        await Answer(AttemptResult.Delivered, MainFrom(B));
        await Until(account, v => v.State.Queues.IsEmpty);
        var stored = Events.Count;

        var again = Assert.IsType<Answer.Received>(await Submit(account, MainFrom(B)));

        Assert.Equal(first with { Redelivered = true }, again);
        Assert.Equal(stored, Events.Count);
        Assert.True(Calls.IsQuiet);
    }

    [Fact]
    public async Task The_same_id_with_other_content_is_refused()
    {
        var account = Start();
        await Submit(account, MainFrom(B));

        Assert.IsType<Answer.IdTaken>(await Submit(account, MainFrom(B) with { Data = Data("other") }));
    }

    [Fact]
    public async Task The_same_content_and_revision_under_another_id_is_a_duplicate()
    {
        var account = Start();
        await Submit(account, MainFrom(B));

        Assert.Equal(ActorSync.Verdict.Duplicate, await Verdict(account, MainFrom(B) with { Id = SubmissionId.Parse("B", "again") }));
    }

    [Fact]
    public async Task An_older_revision_is_stale_and_never_leaves()
    {
        var account = Start();
        await Submit(account, MainFrom(B, 2));
        await Answer(AttemptResult.Delivered, MainFrom(B, 2));

        Assert.Equal(ActorSync.Verdict.Stale, await Verdict(account, MainFrom(B, 1)));
        Assert.True(Calls.IsQuiet);
    }

    [Fact]
    public async Task An_echo_of_what_a_party_was_sent_goes_nowhere()
    {
        var account = Start();
        await Submit(account, MainFrom(B));
        await Answer(AttemptResult.Delivered, MainFrom(B));
        await Until(account, v => v.State.Queues.IsEmpty);

        var echo = MainFrom(B) with { Id = SubmissionId.Parse("C", "echo"), OccurredAt = Time.AddMinutes(1) };

        Assert.Equal(ActorSync.Verdict.Unchanged, await Verdict(account, echo));
        Assert.True(Calls.IsQuiet);
    }

    [Fact]
    public async Task An_echo_that_comes_while_the_call_is_under_way_goes_nowhere()
    {
        var account = Start();
        await Submit(account, MainFrom(B));
        var call = await Calls.Next();

        Assert.Equal(ActorSync.Verdict.Unchanged, await Verdict(account, MainFrom(B) with { Id = SubmissionId.Parse("C", "echo") }));
        call.Answer(AttemptResult.Delivered);
        await Until(account, v => v.State.Queues.IsEmpty);
        Assert.True(Calls.IsQuiet);
    }

    [Fact]
    public async Task A_newer_revision_replaces_the_one_that_waits()
    {
        var account = Start();
        await Submit(account, MainFrom(B));
        await Answer(AttemptResult.Delivered, MainFrom(B));
        await Submit(account, MainFrom(B, 2));
        var second = await Calls.Next();
        await Submit(account, MainFrom(B, 3));
        await Submit(account, MainFrom(B, 4));

        second.Answer(AttemptResult.Delivered);

        await Answer(AttemptResult.Delivered, MainFrom(B, 4));
        Assert.Contains(Events, e => e is AccountEvent.DeliverySuperseded s && s.Delivery.Submission == MainFrom(B, 3).Id);
    }
}
