using Xunit;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

public sealed class LogChangesTests
{
    private readonly AccountRun _run = new(Rules(Link(B, A), Link(B, C)));

    [Fact]
    public void A_submission_has_a_row_for_each_receiver_numbered_from_0()
    {
        _run.Submit(MainFrom(B));

        var rows = LogChanges.Of(_run.Events).Rows;
        Assert.Equal([(0, (PartyId?)A), (1, C)], rows.Select(r => (r.Ordinal, r.To)));
        Assert.All(rows, r => Assert.Equal((MainFrom(B).Id, Time, "00-trace"), (r.Submission.Id, r.ReceivedAt, r.Trace)));
    }

    [Fact]
    public void A_submission_that_goes_nowhere_has_row_0()
    {
        _run.Submit(MainFrom(A));

        var row = Assert.Single(LogChanges.Of(_run.Events).Rows);
        Assert.Equal((0, (PartyId?)null), (row.Ordinal, row.To));
    }

    [Fact]
    public void Many_changes_of_a_row_in_one_write_are_one()
    {
        _run.Submit(MainFrom(B));
        var before = _run.Events.Count;
        for (var i = 0; i < 3; i++) { _run.Fail(C, AttemptResult.Temporary); _run.Advance(TimeSpan.FromMinutes(1)); }

        var changes = LogChanges.Of(_run.Events.Skip(before));
        var update = Assert.Single(changes.Updates);
        Assert.Equal((Status.Parked, 3), (update.Status.Status, update.Status.Attempts));
        Assert.Equal([1, 2, 3], changes.Attempts.Select(a => a.Attempt.Number));
    }

    [Fact]
    public void A_row_that_is_new_in_a_write_is_written_in_its_last_state()
    {
        _run.Submit(MainFrom(B));
        _run.Fail(C, AttemptResult.Permanent);

        var changes = LogChanges.Of(_run.Events);
        Assert.Empty(changes.Updates);
        Assert.Equal((Status.Parked, 1), (changes.Rows[1].Status.Status, changes.Rows[1].Status.Attempts));
    }
}
