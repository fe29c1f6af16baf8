using System.Collections.Concurrent;
using Akka.Event;
using Akka.Configuration;
using ActorSync.Actors;
using Microsoft.Extensions.Logging;
using Xunit;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace ActorSync.Tests.Akka;

public sealed class SystemLogTests
{
    private const int Complaints = 1000;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task Many_lines_of_one_kind_are_written_as_few_that_say_how_many_they_were()
    {
        var written = new Written();
        var config = ConfigurationFactory.ParseString(
            """akka { loggers = ["ActorSync.Actors.SystemLog, ActorSync.Akka"], stdout-loglevel = OFF }""");
        using var system = ActorSystemSettings.Start(config, written);

        for (var i = 0; i < Complaints; i++) system.Log.Warning(new IOException($"fault {i}"), "account {0} is not stored", i);
        system.Log.Warning("something else");

        while (written.CountOf("is not stored") < Complaints || written.CountOf("something else") < 1)
            await Task.Delay(Look, TimeProvider.System);
        Assert.True(written.Lines.Count < Complaints / 10, $"{written.Lines.Count} lines");
        Assert.All(written.Lines, line => Assert.Equal(LogLevel.Warning, line.Level));
        Assert.Equal("fault 0", written.Lines.First(line => line.Text.Contains("is not stored", StringComparison.Ordinal)).Fault?.Message);
    }

    private sealed class Written : ILogger
    {
        public ConcurrentQueue<(LogLevel Level, string Text, int Count, Exception? Fault)> Lines { get; } = [];

        public int CountOf(string text) => Lines.Where(line => line.Text.Contains(text, StringComparison.Ordinal)).Sum(line => line.Count);

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var fields = Assert.IsAssignableFrom<IEnumerable<KeyValuePair<string, object?>>>(state);
            Lines.Enqueue((logLevel, formatter(state, exception), (int)fields.Single(f => f.Key == "Count").Value!, exception));
        }
    }
}
