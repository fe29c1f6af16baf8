using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;
using Microsoft.Extensions.Logging;
using Level = Microsoft.Extensions.Logging.LogLevel;

namespace ActorSync.Actors;

/// <summary>
/// What the actor system says, in the node's own log. While the journal is away every account says so, again and again: of
/// each kind of line one a second is written, with the number of those it stands for.
/// </summary>
internal sealed class SystemLog : ReceiveActor, IWithTimers, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ILogger _log;

    /// <summary>The kinds written within the last pause, with what has come since.</summary>
    private readonly Dictionary<LineKind, HeldLines> _held = [];

    public SystemLog()
    {
        _log = Context.System.Settings.Setup.Get<SystemLogSetup>().Value.Log;
        Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
        Receive<LogEvent>(Hear);
        Receive<LineKind>(Write);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PostStop()
    {
        foreach (var held in _held.Values) Write(held);
    }

    private void Hear(LogEvent line)
    {
        var kind = LineKind.Of(line);
        if (_held.TryGetValue(kind, out var held)) _held[kind] = new(line, held.Count + 1);
        else WriteAndPause(kind, new(line, 1));
    }

    /// <summary>The pause of a kind is over.</summary>
    private void Write(LineKind kind)
    {
        if (_held.Remove(kind, out var held) && held.Count > 0) WriteAndPause(kind, held);
    }

    private void WriteAndPause(LineKind kind, HeldLines lines)
    {
        Write(lines);
        _held[kind] = lines with { Count = 0 };
        Timers.StartSingleTimer(kind, kind, Pause);
    }

    private void Write(HeldLines lines)
    {
        var line = lines.Newest;
        var level = LevelOf(line);
        if (lines.Count > 0 && _log.IsEnabled(level))
            Actors.Log.SystemSaid(_log, level, line.LogSource, line.Message, lines.Count, line.Cause);
    }

    private static Level LevelOf(LogEvent line) => line.LogLevel() switch
    {
        Akka.Event.LogLevel.DebugLevel => Level.Debug,
        Akka.Event.LogLevel.InfoLevel => Level.Information,
        Akka.Event.LogLevel.WarningLevel => Level.Warning,
        _ => Level.Error,
    };

    /// <param name="Newest">The last to come.</param>
    /// <param name="Count">How many have come and are not written.</param>
    private readonly record struct HeldLines(LogEvent Newest, int Count);
}
