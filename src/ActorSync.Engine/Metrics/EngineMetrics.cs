using System.Diagnostics.Metrics;

namespace ActorSync.Engine;

/// <summary>What the engine measures (R22), under the meter <see cref="MeterName"/>. Durations in seconds.</summary>
internal sealed class EngineMetrics : IDisposable
{
    public const string MeterName = "ActorSync";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _submissions;
    private readonly Counter<long> _outcomes;
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _refused;
    private readonly Histogram<double> _commitTime;
    private readonly Histogram<int> _commitSize;
    private readonly Histogram<double> _attemptTime;
    private readonly Histogram<double> _late;
    private readonly TimeProvider _time;

    public EngineMetrics(TimeProvider time)
    {
        _time = time;
        Gauges = new(_meter);
        _submissions = _meter.CreateCounter<long>(
            "actorsync.submissions", "{submission}", "Submissions taken in, by origin and verdict.");
        _outcomes = _meter.CreateCounter<long>(
            "actorsync.outcomes", "{delivery}", "Deliveries that ended or were parked, by party and outcome.");
        _attempts = _meter.CreateCounter<long>("actorsync.attempts", "{call}", "Calls to parties, by party and result.");
        _refused = _meter.CreateCounter<long>("actorsync.busy", "{command}", "Commands refused because the node cannot keep up.");
        _commitTime = _meter.CreateHistogram<double>(
            "actorsync.commit.duration", "s", "Time of one transaction, waits for the store included.");
        _commitSize = _meter.CreateHistogram<int>("actorsync.commit.size", "{account}", "Account writes in one transaction.");
        _late = _meter.CreateHistogram<double>(
            "actorsync.delay.late", "s", "How long after their time accounts were woken by the delay queue.");
        _attemptTime = _meter.CreateHistogram<double>("actorsync.attempt.duration", "s", "Time of one call, by party.");
    }

    public EngineGauges Gauges { get; }

    public void Busy() => _refused.Add(1);

    public void Woken(DateTimeOffset due) => _late.Record((_time.GetUtcNow() - due).TotalSeconds);

    public Measured Commit(int writes)
    {
        _commitSize.Record(writes);
        return new(_commitTime, _time, _time.GetTimestamp());
    }

    /// <summary>Counts what has become durable.</summary>
    public void Count(AccountEvent happened)
    {
        switch (happened)
        {
            case AccountEvent.SubmissionReceived e:
                _submissions.Add(1, new("origin", e.Submission.Origin.Value), new("verdict", Named.Of(e.Verdict)));
                foreach (var planned in e.Deliveries)
                    if (planned.Parked is not null) Outcome(planned.To, "parked");
                break;
            case AccountEvent.Delivered e: Attempt(e.Delivery, e.Attempt); Outcome(e.Delivery, "done"); break;
            case AccountEvent.AttemptFailed e: Attempt(e.Delivery, e.Attempt); break;
            case AccountEvent.DeliveryParked e: Outcome(e.Delivery, "parked"); break;
            case AccountEvent.DeliverySuperseded e: Outcome(e.Delivery, "superseded"); break;
            case AccountEvent.DeliveryUnchanged e: Outcome(e.Delivery, "unchanged"); break;
            case AccountEvent.DeliveryConfirmed e: Outcome(e.Delivery, "done"); break;
            case AccountEvent.DeliveryCancelled e: Outcome(e.Delivery, "cancelled"); break;
            case AccountEvent.DeliverySkipped e: Outcome(e.Delivery, "cancelled"); break;
        }
    }

    public void Dispose() => _meter.Dispose();

    private void Outcome(DeliveryId delivery, string outcome) => Outcome(delivery.To, outcome);

    private void Outcome(PartyId to, string outcome) => _outcomes.Add(1, new("party", to.Value), new("outcome", outcome));

    private void Attempt(DeliveryId delivery, Attempt attempt)
    {
        _attempts.Add(1, new("party", delivery.To.Value), new("result", Named.Of(attempt.Result)));
        _attemptTime.Record(attempt.Took.TotalSeconds, new KeyValuePair<string, object?>("party", delivery.To.Value));
    }
}
