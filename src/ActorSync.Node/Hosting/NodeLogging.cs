using System.Text.Encodings.Web;
using Microsoft.Extensions.Logging.Console;

namespace ActorSync.Node.Hosting;

/// <summary>Logs to standard output: JSON lines with every field by name, or text for people (R22).</summary>
internal static class NodeLogging
{
    public static ILoggerFactory Create(LogLevel level, bool json) => LoggerFactory.Create(logging =>
    {
        logging.SetMinimumLevel(level);
        // Whoever reads the output may stall. The accounts' steps must not wait for that: lines are dropped then, and counted.
        logging.Services.Configure<ConsoleLoggerOptions>(o => o.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite);
        if (json)
            logging.AddJsonConsole(o =>
            {
                o.UseUtcTimestamp = true;
                o.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
                o.JsonWriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
            });
        else logging.AddSimpleConsole(o =>
        {
            o.SingleLine = true;
            o.UseUtcTimestamp = true;
            o.TimestampFormat = "HH:mm:ss.fff ";
        });
    });
}
