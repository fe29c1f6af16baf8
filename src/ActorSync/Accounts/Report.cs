namespace ActorSync;

/// <summary>The newest accepted report of one party about one registration (R3).</summary>
public sealed record Report(SubmissionId Submission, long Revision, ContentHash Content);
