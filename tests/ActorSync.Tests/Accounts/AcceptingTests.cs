using Xunit;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

/// <summary>R2, R3: the same again, older, or different.</summary>
public sealed class AcceptingTests
{
    private readonly AccountRun _run = new(BothWays);

    [Fact]
    public void The_same_submission_again_gets_the_first_answer_again()
    {
        _run.Submit(MainFrom(B));
        _run.Deliver(C);
        _run.Advance(TimeSpan.FromDays(400));

        var again = _run.Submit(MainFrom(B));

        Assert.Equal(new Answer.Received(Verdict.Accepted, Time, Redelivered: true), again);
        Assert.Single(_run.CallsTo(C));
    }

    [Fact]
    public void The_same_submission_in_another_spelling_is_the_same()
    {
        _run.Submit(MainFrom(B) with { Data = JsonData.Parse("""{"name":"Zoë","seat":7}"""u8.ToArray()) });

        var again = _run.Submit(MainFrom(B) with { Data = JsonData.Parse("""{ "seat": 7, "name": "Zo\u00eb" }"""u8.ToArray()) });

        Assert.True(Assert.IsType<Answer.Received>(again).Redelivered);
    }

    public static TheoryData<string, Submission> Others => new()
    {
        { "data", MainFrom(B) with { Data = Data("other") } },
        { "meeting", MainFrom(B) with { Meeting = Summit } },
        { "main meeting", MainFrom(B) with { MainMeeting = Summit } },
        { "operation", MainFrom(B) with { Operation = Operation.Approve } },
        { "cancel", MainFrom(B) with { Operation = Operation.Cancel } },
        { "revision", MainFrom(B) with { Revision = 2 } },
        { "occurredAt", MainFrom(B) with { OccurredAt = Time } },
        { "notBefore", MainFrom(B) with { NotBefore = Time } },
    };

    [Theory, MemberData(nameof(Others))]
    public void An_id_that_comes_with_another_submission_is_refused(string field, Submission other)
    {
        _run.Submit(MainFrom(B));
        _run.Advance(TimeSpan.FromMinutes(1));
        var events = _run.Events.Count;

        Assert.Equal(new Answer.IdTaken(Time), _run.Submit(other));
        Assert.Equal((field, events), (field, _run.Events.Count));
    }

    [Fact]
    public void Two_parties_may_use_the_same_id()
    {
        _run.Submit(MainFrom(B));

        Assert.Equal(Verdict.Accepted, _run.VerdictOn(MainFrom(C) with { Meeting = Summit }));
    }

    [Fact]
    public void A_known_revision_with_the_same_content_is_a_duplicate()
    {
        _run.Submit(MainFrom(B));
        var copy = MainFrom(B) with { Id = SubmissionId.Parse("B", "copy") };

        Assert.Equal(Verdict.Duplicate, _run.VerdictOn(copy));
        Assert.Equal(Status.Duplicate, _run.Log[copy].Status);
        Assert.Contains(MainFrom(B).Id.ToString(), _run.Log[copy].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_known_revision_with_other_content_is_a_conflict_and_waits_aside()
    {
        _run.Submit(MainFrom(B));
        var other = MainFrom(B) with { Id = SubmissionId.Parse("B", "other"), Data = Data("other") };

        Assert.Equal(Verdict.Conflict, _run.VerdictOn(other));
        Assert.Equal(Status.Conflict, _run.Log[other].Status);
        _run.Deliver(C);
        Assert.Equal([MainFrom(B).Id], _run.CallsTo(C));
        Assert.Equal(Status.Done, _run.Log[MainFrom(B)].Status);
    }

    [Fact]
    public void A_conflict_that_is_released_is_delivered_as_the_newest()
    {
        _run.Submit(MainFrom(B));
        var other = MainFrom(B) with { Id = SubmissionId.Parse("B", "other"), Data = Data("other") };
        _run.Submit(other);

        Assert.IsType<Answer.Acted>(_run.Release(other));
        _run.Deliver(C);
        _run.Deliver(C);

        Assert.Equal([MainFrom(B).Id, other.Id], _run.CallsTo(C));
        Assert.Equal(other.Content, _run.Parties[C][Forum]);
    }

    [Fact]
    public void After_a_conflict_was_released_the_first_content_is_news_again()
    {
        _run.Submit(MainFrom(B));
        _run.Deliver(C);
        var other = MainFrom(B) with { Id = SubmissionId.Parse("B", "other"), Data = Data("other") };
        _run.Submit(other);
        _run.Release(other);
        _run.Deliver(C);

        Assert.Equal(Verdict.Accepted, _run.VerdictOn(MainFrom(B, 2) with { Data = MainFrom(B).Data }));
        _run.Deliver(C);
        Assert.Equal(MainFrom(B).Content, _run.Parties[C][Forum]);
    }

    [Fact]
    public void A_newer_revision_ends_a_conflict()
    {
        _run.Submit(MainFrom(B));
        var other = MainFrom(B) with { Id = SubmissionId.Parse("B", "other"), Data = Data("other") };
        _run.Submit(other);
        _run.Submit(MainFrom(B, 2));

        Assert.Equal(Status.Superseded, _run.Log[other].Status);
    }

    /// <summary>
    /// Found by a random history: released afterwards, the conflict was taken for what its reporter holds, and let subs go.
    /// </summary>
    [Fact]
    public void A_newer_revision_that_is_no_news_ends_a_conflict_too()
    {
        _run.Submit(MainFrom(B));
        _run.Deliver(C);
        var other = MainFrom(B) with { Id = SubmissionId.Parse("B", "other"), Data = Data("other") };
        _run.Submit(other);

        Assert.Equal(Verdict.Unchanged, _run.VerdictOn(MainFrom(B, 2) with { Data = MainFrom(B).Data }));
        Assert.Equal(Status.Superseded, _run.Log[other].Status);
    }

    [Fact]
    public void A_revision_older_than_the_newest_accepted_one_is_stale()
    {
        _run.Submit(MainFrom(B, 2));
        _run.Deliver(C);

        Assert.Equal(Verdict.Stale, _run.VerdictOn(MainFrom(B, 1)));
        Assert.Equal(Status.Stale, _run.Log[MainFrom(B, 1)].Status);
        Assert.Equal([MainFrom(B, 2).Id], _run.CallsTo(C));
    }

    [Fact]
    public void Revisions_of_two_parties_are_not_compared()
    {
        _run.Submit(MainFrom(B, 7));
        _run.Deliver(C);

        Assert.Equal(Verdict.Accepted, _run.VerdictOn(MainFrom(C, 1) with { OccurredAt = Time.AddHours(1) }));
    }

    [Fact]
    public void A_submission_that_leads_nowhere_is_done()
    {
        Assert.Equal(Verdict.Accepted, _run.VerdictOn(MainFrom(A)));
        Assert.Equal(Status.Done, _run.Log[MainFrom(A)].Status);
        Assert.Equal("no link leads on from A", _run.Log[MainFrom(A)].Reason);
    }
}
