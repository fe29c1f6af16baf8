using System.Collections.Immutable;

namespace ActorSync.Node.Demo;

/// <summary>What has become durable so far.</summary>
internal sealed class DemoCounts
{
    private int _received;
    private int _delivered;
    private int _gated;
    private int _attempts;

    public int Received => Volatile.Read(ref _received);

    public int Delivered => Volatile.Read(ref _delivered);

    /// <summary>Sub-meeting registrations that had to wait for their main meeting's.</summary>
    public int Gated => Volatile.Read(ref _gated);

    public int Attempts => Volatile.Read(ref _attempts);

    public void Add(AccountId account, ImmutableArray<AccountEvent> events)
    {
        foreach (var happened in events)
            switch (happened)
            {
                case AccountEvent.SubmissionReceived e:
                    Interlocked.Increment(ref _received);
                    if (e.Deliveries.Any(d => d.LookAt is not null)) Interlocked.Increment(ref _gated);
                    break;
                case AccountEvent.Delivered:
                    Interlocked.Increment(ref _attempts);
                    Interlocked.Increment(ref _delivered);
                    break;
                case AccountEvent.DeliveryConfirmed: Interlocked.Increment(ref _delivered); break;
                case AccountEvent.AttemptFailed: Interlocked.Increment(ref _attempts); break;
            }
    }
}
