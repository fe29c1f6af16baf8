namespace ActorSync;

/// <summary>Names one delivery within its account: a submission on its way to one party.</summary>
public readonly record struct DeliveryId(MeetingId Meeting, SubmissionId Submission, PartyId To)
{
    public override string ToString() => $"{Submission}->{To}";
}
