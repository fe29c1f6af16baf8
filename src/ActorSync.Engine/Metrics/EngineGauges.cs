using System.Diagnostics.Metrics;

namespace ActorSync.Engine;

/// <summary>What an engine tells of its state whenever somebody looks (R22): under the same names, whichever engine it is.</summary>
internal sealed class EngineGauges(Meter meter)
{
    /// <param name="needed">What the engine cannot work without.</param>
    public void Up(params Dependency[] needed) =>
        Observe("actorsync.up", "1 while what the engine needs works, else 0.", () => needed.Select(d =>
            new Measurement<long>(d.Fault is null ? 1 : 0, new KeyValuePair<string, object?>("dependency", d.Name))));

    public void Recovering(Func<bool> hasRecovered) =>
        Observe("actorsync.recovering", "1 until everything that was open at the start has been found, then 0.",
            () => [new(hasRecovered() ? 0 : 1)]);

    /// <param name="which">Which commands the engine counts, in a sentence.</param>
    public void Mailbox(string which, Func<long> count) => Observe("actorsync.mailbox", which, () => [new(count())]);

    public void Calls(Func<long> count) => Observe("actorsync.calls", "Calls to parties under way.", () => [new(count())]);

    private void Observe(string name, string description, Func<IEnumerable<Measurement<long>>> read) =>
        meter.CreateObservableGauge(name, read, description: description);
}
