using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ActorSync.Tests.Node;

/// <summary>Keeps what is logged, as text.</summary>
internal sealed class CapturedLogs : ILoggerFactory
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = [];

    public IEnumerable<string> Lines => _lines.Select(l => l.Text);

    /// <summary>What points to a defect.</summary>
    public IEnumerable<string> Errors => _lines.Where(l => l.Level >= LogLevel.Error).Select(l => l.Text);

    /// <summary>Whoever logs a line that begins so fails; null: nobody does.</summary>
    public string? Refused { get; set; }

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
        // Read after the node has gone.
    }

    private sealed class Logger(CapturedLogs logs) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var text = $"{formatter(state, exception)} {exception}";
            if (logs.Refused is { } refused && text.StartsWith(refused, StringComparison.Ordinal)) throw new IOException(text);
            logs._lines.Enqueue((logLevel, text));
        }
    }
}
