namespace ActorSync.Storage;

/// <summary>That a submission's id belongs to an account (R2).</summary>
/// <param name="Submission">The id.</param>
/// <param name="Account">Whose submission it is.</param>
/// <param name="ReceivedAt">When it first came.</param>
public sealed record IdClaim(SubmissionId Submission, AccountId Account, DateTimeOffset ReceivedAt);
