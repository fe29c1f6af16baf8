using Xunit;

namespace ActorSync.Tests;

/// <summary>The registration log of one account, as a store would build it from the changes of each write.</summary>
internal sealed class LoggedAccount
{
    private readonly Dictionary<(SubmissionId Submission, PartyId? To), LogStatus> _rows = [];

    public IEnumerable<KeyValuePair<(SubmissionId Submission, PartyId? To), LogStatus>> Rows => _rows;

    public LogStatus this[SubmissionId submission, PartyId? to] => _rows[(submission, to)];

    /// <summary>The status of a submission that has one row.</summary>
    public LogStatus this[Submission submission] => _rows.Single(row => row.Key.Submission == submission.Id).Value;

    public void Write(LogChanges changes)
    {
        foreach (var row in changes.Rows) _rows.Add((row.Submission.Id, row.To), row.Status);
        foreach (var update in changes.Updates)
        {
            var key = (update.Delivery.Submission, (PartyId?)update.Delivery.To);
            Assert.True(_rows.ContainsKey(key), $"a row for {update.Delivery} is there before it changes");
            _rows[key] = update.Status with { Attempts = update.Status.Attempts ?? _rows[key].Attempts };
        }
    }
}
