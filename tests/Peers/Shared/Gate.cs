namespace ActorSync.Peers;

/// <summary>Whether a submission may leave, from the revisions by meeting that the receiver is known to hold of its account.</summary>
public static class Gate
{
    /// <summary>When a sub-meeting's registration is looked at again whose main meeting's is not held.</summary>
    public static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>When a call is repeated that may work later.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Whether the receiver holds this revision, or a newer one.</summary>
    public static bool IsHeld(this Submission submission, IReadOnlyDictionary<string, long> held) =>
        held.TryGetValue(submission.Meeting, out var revision) && revision >= submission.Revision;

    /// <summary>Whether its main meeting's registration has to come first.</summary>
    public static bool IsGated(this Submission submission, IReadOnlyDictionary<string, long> held) =>
        submission.MainMeeting is { } main && !held.ContainsKey(main);
}
