using System.Globalization;

namespace ActorSync.Node.Load;

/// <summary>
/// Every measured time of a run as a line of CSV, in JMeter's columns (a JTL file), for those who draw and count with tools of
/// their own: `jmeter -g FILE -o FOLDER` makes its report of it. A label is a time's name and its step's number and size.
/// </summary>
internal static class LoadSamples
{
    /// <summary>What JMeter's report wants, and the submission's id, which it takes for a variable by its quotes.</summary>
    public const string Header = "timeStamp,elapsed,label,responseCode,responseMessage,threadName,success,failureMessage,"
        + "bytes,sentBytes,grpThreads,allThreads,Latency,IdleTime,Connect,\"submission\"";

    /// <summary>
    /// The lines of one step, as they are asked for. What has no answer, because the step was interrupted, has no line: it may not
    /// even have been sent. Times are whole milliseconds; one below zero, a call before its `notBefore`, stands as it is.
    /// </summary>
    /// <param name="watch">What was seen of it.</param>
    /// <param name="number">From 1 up.</param>
    /// <param name="senders">Batches on the way at once.</param>
    public static IEnumerable<string> Of(StepWatch watch, int number, int senders)
    {
        foreach (var (label, sample, from, took) in watch.Measured())
        {
            var (code, isRight) = label == MeasuredTime.Accept ? (Cell(sample.Receipt!), sample.Receipt is not "refused") : ("acted", true);
            var elapsed = (long)Math.Round(took.TotalMilliseconds);
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{from.ToUnixTimeMilliseconds()},{elapsed},{label} {number}: {watch.Samples.Length},{code},{sample.Item.Kind},"
                    + $"sender 1-{1 + (sample.Item.Account % senders)},{(isRight ? "true" : "false")},{(isRight ? "" : code)},"
                    + $"0,0,{senders},{senders},{elapsed},0,0,{Cell(sample.Id)}");
        }
    }

    /// <summary>What a node says may hold anything.</summary>
    private static string Cell(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
