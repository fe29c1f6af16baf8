using Microsoft.Extensions.Logging;

namespace ActorSync.Actors;

/// <summary>Everything the Akka.NET engine logs. Ids 3000 to 3999.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 3000, Message = "{Source}: {Message} ({Count} such)")]
    public static partial void SystemSaid(ILogger log, LogLevel level, string source, object message, int count, Exception? fault);

    [LoggerMessage(3001, LogLevel.Warning, "Account {Account}: a snapshot was not saved or not deleted; the events tell")]
    public static partial void SnapshotFailed(ILogger log, string account, Exception fault);

    [LoggerMessage(3002, LogLevel.Error, "Account {Account}: a call failed in an unforeseen way")]
    public static partial void CallFailed(ILogger log, string account, Exception fault);

    [LoggerMessage(3003, LogLevel.Warning, "Stopped with {Calls} calls still under way; they are repeated under their idempotency keys")]
    public static partial void DrainCutShort(ILogger log, int calls);

    [LoggerMessage(3005, LogLevel.Warning, "The projection of the journal into the registration log failed and starts again")]
    public static partial void ProjectionFailed(ILogger log, Exception fault);

    [LoggerMessage(3006, LogLevel.Information, "The projection of the journal into the registration log goes on after {Position}")]
    public static partial void ProjectionStarted(ILogger log, long position);

    [LoggerMessage(3007, LogLevel.Warning, "Another node projects the journal into the registration log now")]
    public static partial void ProjectionFenced(ILogger log);

    [LoggerMessage(3008, LogLevel.Warning,
        "{Events} events of the journal were committed later than others after them: they are in the registration log now")]
    public static partial void LateEventsFound(ILogger log, int events);

    [LoggerMessage(3009, LogLevel.Information, "{Gaps} gaps in the journal's numbers are a day old, or too many, and no longer looked at")]
    public static partial void GapsForgotten(ILogger log, int gaps);

    [LoggerMessage(3010, LogLevel.Error, "The actors' journal cannot be used; it is tried again until it can")]
    public static partial void JournalUnusable(ILogger log, Exception fault);
}
