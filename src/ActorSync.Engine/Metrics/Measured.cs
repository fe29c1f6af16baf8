using System.Diagnostics.Metrics;

namespace ActorSync.Engine;

/// <summary>Records the time from its making to its disposal.</summary>
internal readonly struct Measured(Histogram<double> histogram, TimeProvider time, long started) : IDisposable
{
    public void Dispose() => histogram.Record(time.GetElapsedTime(started).TotalSeconds);
}
