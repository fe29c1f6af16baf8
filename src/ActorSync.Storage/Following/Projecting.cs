using System.Data.Common;
using Dapper;

namespace ActorSync.Storage;

/// <summary>What an engine with a journal of its own writes here: the registration log that follows it, and who has which id.</summary>
/// <param name="statements">The dialect's.</param>
/// <param name="connection">With a transaction begun.</param>
/// <param name="transaction">That transaction, where the driver wants to be told.</param>
internal sealed class Projecting(Statements statements, DbConnection connection, DbTransaction? transaction)
{
    public void Advance(string projection, JournalProgress progress)
    {
        connection.Execute(statements["projection.advance"], new { name = projection, position = progress.Position }, transaction);
        connection.Execute(statements["projection.gaps"], new { name = projection, gaps = progress.StoredGaps() }, transaction);
    }

    /// <summary>Claims ids; those that were claimed before keep their first holder.</summary>
    /// <returns>For each claim, the one that holds.</returns>
    public IReadOnlyList<IdClaim> Claim(IReadOnlyList<IdClaim> claims) => [.. claims.Select(Claim)];

    private IdClaim Claim(IdClaim claim)
    {
        var row = new
        {
            origin = claim.Submission.Origin.Value, id = claim.Submission.Id, account = claim.Account.Value,
            receivedAt = Milliseconds.Of(claim.ReceivedAt),
        };
        if (connection.Execute(statements["submission-id.claim"], row, transaction) == 1) return claim;
        var holder = connection.QuerySingle<IdHolder>(statements["submission-id.holder"], row, transaction);
        return new(claim.Submission, AccountId.Parse(holder.Account), Milliseconds.Time(holder.ReceivedAt));
    }
}
