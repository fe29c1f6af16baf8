using Microsoft.Extensions.Logging;

namespace ActorSync.Engine;

/// <summary>Everything the engine logs. Ids 1000 to 1999.</summary>
internal static partial class Log
{
    /// <summary>Takes down that something is away, and says so unless it was away before.</summary>
    public static void Away(ILogger log, Dependency dependency, string fault)
    {
        if (dependency.Fails(fault)) DependencyAway(log, dependency.Name, fault);
    }

    [LoggerMessage(1000, LogLevel.Warning, "Waiting for {Dependency}: {Fault}")]
    private static partial void DependencyAway(ILogger log, string dependency, string fault);

    [LoggerMessage(1001, LogLevel.Information, "{Dependency} is back")]
    public static partial void DependencyBack(ILogger log, string dependency);

    [LoggerMessage(1011, LogLevel.Information, "The store answers again")]
    public static partial void StoreAnswers(ILogger log);

    [LoggerMessage(1002, LogLevel.Error, "Shard {Shard} belongs to somebody else now; this node stops writing to it")]
    public static partial void Fenced(ILogger log, int shard);

    [LoggerMessage(1013, LogLevel.Error, "Shard {Shard} {Why}")]
    public static partial void OutOfStep(ILogger log, int shard, string why);

    [LoggerMessage(1003, LogLevel.Error, "Shard {Shard}: a write failed; who cannot be written alone either is read from the store again")]
    public static partial void StepFailed(ILogger log, int shard, Exception fault);

    [LoggerMessage(1004, LogLevel.Error, "Account {Account}: a command failed")]
    public static partial void CommandFailed(ILogger log, string account, Exception fault);

    [LoggerMessage(1012, LogLevel.Error, "Account {Account}: somebody who hears of what is stored has failed")]
    public static partial void ListenerFailed(ILogger log, string account, Exception fault);

    [LoggerMessage(1008, LogLevel.Error, "Account {Account} cannot be read from the store; what is for it waits")]
    public static partial void AccountUnreadable(ILogger log, string account, Exception fault);

    [LoggerMessage(1005, LogLevel.Error, "The {Loop} failed and goes on")]
    public static partial void LoopFailed(ILogger log, string loop, Exception fault);

    [LoggerMessage(1010, LogLevel.Critical, "The {Loop} has ended, which nobody foresaw: start the node again")]
    public static partial void LoopEnded(ILogger log, string loop, Exception fault);

    [LoggerMessage(1006, LogLevel.Information, "Recovery has looked at {Rows} open registrations in {Seconds:0.0} s")]
    public static partial void Recovered(ILogger log, long rows, double seconds);

    [LoggerMessage(1009, LogLevel.Warning, "{Dependency} may have lost entries; what is open is put back from the registration log")]
    public static partial void QueueForgot(ILogger log, string dependency);

    [LoggerMessage(1007, LogLevel.Warning, "Stopped with {Calls} calls still under way; they are repeated under their idempotency keys")]
    public static partial void DrainCutShort(ILogger log, int calls);
}
