using Xunit;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

/// <summary>R19: for every status why it is, what unblocks it, and when it is next looked at.</summary>
public sealed class StatusTests
{
    private readonly AccountRun _run = new(BothWays);

    private static void Says(Status status, string? reason, string? unblocks, DateTimeOffset? nextDue, LogStatus said) =>
        Assert.Equal((status, reason, unblocks, nextDue), (said.Status, said.Reason, said.Unblocks, said.NextDue));

    [Fact]
    public void Waiting_for_its_turn()
    {
        _run.Submit(ReportFrom(B, Summit, 1));
        _run.Submit(MainFrom(B));

        Says(Status.Waiting, "it is free to leave", "its turn", Time, _run.Log[MainFrom(B)]);
    }

    [Fact]
    public void Waiting_for_its_time()
    {
        _run.Submit(MainFrom(B) with { NotBefore = Time.AddHours(1) });

        Says(Status.Waiting, "it is not to leave yet", "its time", Time.AddHours(1), _run.Log[MainFrom(B)]);
    }

    [Fact]
    public void Gated()
    {
        _run.Submit(SubFrom(B));
        Says(Status.Gated,
            "the registration for forum is not done at C", "forum done at C, or release", Time.AddSeconds(5), _run.Log[SubFrom(B)]);

        _run.Advance(TimeSpan.FromSeconds(5));
        Says(Status.Gated,
            "the registration for forum is not done at C", "forum done at C, or release", Time.AddHours(24), _run.Log[SubFrom(B)]);
    }

    [Fact]
    public void Retrying()
    {
        _run.Submit(MainFrom(B));
        _run.Finish(_run.CallTo(C), Attempt(AttemptResult.Temporary) with { Detail = "overloaded" }, chance: 0.5);

        Says(Status.Retrying, "attempt 1: 503 overloaded", "the next attempt", Time.AddSeconds(0.5), _run.Log[MainFrom(B)]);
    }

    [Fact]
    public void Retrying_without_a_response()
    {
        _run.Submit(MainFrom(B));
        _run.Finish(_run.CallTo(C), Attempt(AttemptResult.UnknownEffect), chance: 0.5);

        Says(Status.Retrying, "attempt 1: no answer within 10 s", "the next attempt", Time.AddSeconds(0.5), _run.Log[MainFrom(B)]);
    }

    [Fact]
    public void Parked_because_its_main_is_missing()
    {
        _run.Submit(SubFrom(B));
        _run.Advance(TimeSpan.FromDays(1));

        Says(Status.Parked,
            "main-missing: forum was not done at C in time",
            "the main meeting's registration, release or skip", null, _run.Log[SubFrom(B)]);
    }

    [Fact]
    public void Parked_because_it_was_rejected()
    {
        _run.Submit(MainFrom(B));
        _run.Finish(_run.CallTo(C), Attempt(AttemptResult.Permanent) with { Code = 409, Detail = "closed" });

        Says(Status.Parked, "rejected by C: 409 closed", "retry, edit, skip or a newer revision", null, _run.Log[MainFrom(B)]);
    }

    [Fact]
    public void Parked_because_its_attempts_are_exhausted()
    {
        _run.Submit(MainFrom(B));
        for (var i = 0; i < 3; i++) { _run.Fail(C, AttemptResult.UnknownEffect); _run.Advance(TimeSpan.FromMinutes(1)); }

        Says(Status.Parked, "exhausted: no answer within 10 s", "retry, edit, skip or a newer revision", null, _run.Log[MainFrom(B)]);
    }

    [Fact]
    public void Conflict()
    {
        _run.Submit(MainFrom(B));
        var other = MainFrom(B) with { Id = SubmissionId.Parse("B", "other"), Data = Data("other") };
        _run.Submit(other);

        Says(Status.Conflict,
            "conflict: the same revision as B/forum-1 with other content",
            "release, edit, skip or a newer revision", null, _run.Log[other]);
    }

    [Fact]
    public void A_conflict_that_leads_nowhere()
    {
        _run.Submit(MainFrom(A));
        var other = MainFrom(A) with { Id = SubmissionId.Parse("A", "other"), Data = Data("other") };
        _run.Submit(other);

        Says(Status.Conflict, "the same revision as A/forum-1 with other content", null, null, _run.Log[other]);
    }

    [Fact]
    public void Done()
    {
        _run.Submit(MainFrom(B));
        _run.Deliver(C);

        Says(Status.Done, null, null, null, _run.Log[MainFrom(B)]);
        Assert.Equal(1, _run.Log[MainFrom(B)].Attempts);
    }

    [Fact]
    public void Done_because_the_receiver_says_so()
    {
        _run.Submit(MainFrom(B));
        _run.Fail(C, AttemptResult.UnknownEffect);
        _run.Submit(MainFrom(C) with { Data = MainFrom(B).Data });

        Says(Status.Done, "C reported that it holds this content", null, null, _run.Log[MainFrom(B)]);
        Assert.Equal(1, _run.Log[MainFrom(B)].Attempts);
    }

    [Fact]
    public void Unchanged()
    {
        _run.Submit(MainFrom(B));
        _run.Deliver(C);
        var echo = MainFrom(C) with { Data = MainFrom(B).Data };
        _run.Submit(echo);

        Says(Status.Unchanged, "C is already known to hold this content", null, null, _run.Log[echo]);
    }

    [Fact]
    public void Unchanged_at_the_receiver()
    {
        _run.Submit(MainFrom(B) with { NotBefore = Time.AddHours(1) });
        _run.Submit(MainFrom(C) with { Data = MainFrom(B).Data });

        Says(Status.Unchanged, "C already holds this content", null, null, _run.Log[MainFrom(B)]);
    }

    [Fact]
    public void Superseded()
    {
        _run.Submit(SubFrom(B, 1));
        _run.Submit(SubFrom(B, 2));

        Says(Status.Superseded, "by B/forum/dinner-2", null, null, _run.Log[SubFrom(B, 1)]);
    }

    [Fact]
    public void Superseded_when_it_came()
    {
        _run.Submit(MainFrom(B, 2) with { NotBefore = Time.AddHours(1) });
        _run.Submit(MainFrom(C, 1));

        Says(Status.Superseded, "crossed B/forum-2, which wins", null, null, _run.Log[MainFrom(C, 1)]);
    }

    [Fact]
    public void Duplicate()
    {
        _run.Submit(MainFrom(B));
        var copy = MainFrom(B) with { Id = SubmissionId.Parse("B", "copy") };
        _run.Submit(copy);

        Says(Status.Duplicate, "the same revision and content as B/forum-1", null, null, _run.Log[copy]);
    }

    [Fact]
    public void Stale()
    {
        _run.Submit(MainFrom(B, 2));
        _run.Submit(MainFrom(B, 1));

        Says(Status.Stale, "older than B/forum-2", null, null, _run.Log[MainFrom(B, 1)]);
    }

    [Fact]
    public void Cancelled()
    {
        _run.Submit(SubFrom(B));
        _run.Submit(CancelFrom(B, Dinner, 2));

        Says(Status.Cancelled, "by B/forum/dinner-2, before any attempt had effect", null, null, _run.Log[SubFrom(B)]);
        Says(Status.Cancelled, "nothing had left that it would cancel", null, null, _run.Log[CancelFrom(B, Dinner, 2)]);
    }
}
