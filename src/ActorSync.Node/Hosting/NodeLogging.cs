using System.Text.Encodings.Web;

namespace ActorSync.Node.Hosting;

/// <summary>Logs to standard output: JSON lines with every field by name, or text for people (R22).</summary>
internal static class NodeLogging
{
    public static ILoggerFactory Create(LogLevel level, bool json) => LoggerFactory.Create(logging =>
    {
        logging.SetMinimumLevel(level);
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
