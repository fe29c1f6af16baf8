using StackExchange.Redis;

namespace ActorSync.Redis;

/// <summary>What a failed call to Redis means.</summary>
internal static class RedisFailure
{
    /// <summary>
    /// The codes with which a server that answers says that it cannot serve now, or not until an operator has done something.
    /// What else it refuses is a defect of ours.
    /// </summary>
    private static readonly HashSet<string> Away =
    [
        "BUSY", "CLUSTERDOWN", "LOADING", "MASTERDOWN", "MISCONF", "NOAUTH", "NOPERM", "NOREPLICAS", NoScript, "OOM", "READONLY", "TRYAGAIN", "WRONGPASS",
    ];

    private const string NoScript = "NOSCRIPT";

    /// <summary>The server does not know a script (any more); nothing was done.</summary>
    public static bool IsNoScript(Exception e) => e is RedisServerException && CodeOf(e) == NoScript;

    /// <summary>Why Redis is away; null when it is not, and the exception is a defect.</summary>
    public static string? ReasonOf(Exception e) => e switch
    {
        RedisConnectionException c => $"no connection to Redis ({c.FailureType}{(c.InnerException is { } inner ? $": {inner.GetBaseException().Message}" : "")})",
        RedisServerException when Away.Contains(CodeOf(e)) => $"Redis refuses: {e.Message}",
        TimeoutException => "Redis did not answer in time",
        // The connection was given up in the middle of a call.
        ObjectDisposedException or TaskCanceledException => "the connection to Redis was closed",
        _ => null,
    };

    private static string CodeOf(Exception e) => e.Message.Split(' ', 2)[0];
}
