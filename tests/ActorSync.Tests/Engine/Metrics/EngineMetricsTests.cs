using System.Diagnostics.Metrics;
using ActorSync.Engine;
using Xunit;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests.Engine.Metrics;

public sealed class EngineMetricsTests
{
    [Fact]
    public void A_delivery_that_is_parked_from_the_start_counts_as_parked()
    {
        var to = PartyId.Parse("parking");
        List<string> outcomes = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name == "actorsync.outcomes") l.EnableMeasurementEvents(instrument);
        };
        // Other tests' engines measure at the same time.
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            if (tags[0].Value as string == to.Value) outcomes.Add((string)tags[1].Value!);
        });
        listener.Start();
        using var metrics = new EngineMetrics(TimeProvider.System);

        metrics.Count(new AccountEvent.SubmissionReceived(
            MainFrom(B), Verdict.Conflict, null, [new(B, to, Time), new(B, to, Time, Parked: ParkReason.Conflict)], null) { At = Time });

        Assert.Equal(["parked"], outcomes);
    }
}
