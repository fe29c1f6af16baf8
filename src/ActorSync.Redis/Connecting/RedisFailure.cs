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
        "BUSY", "CLUSTERDOWN", "LOADING", "MASTERDOWN", "MISCONF", "NOAUTH", "NOPERM", "NOREPLICAS", NoScript, "OOM", "READONLY",
        "TRYAGAIN", "WRONGPASS",
    ];

    private const string NoScript = "NOSCRIPT";
    private const string InScript = "ERR Error running script";
    private const string Refused = ": -";

    /// <summary>The server does not know a script (any more); nothing was done.</summary>
    public static bool IsNoScript(Exception e) => e is RedisServerException && CodeOf(e) == NoScript;

    /// <summary>Why Redis is away; null when it is not, and the exception is a defect.</summary>
    public static string? ReasonOf(Exception e) => e switch
    {
        RedisConnectionException c =>
            $"no connection to Redis ({c.FailureType}{(c.InnerException is { } inner ? $": {inner.GetBaseException().Message}" : "")})",
        RedisServerException when Away.Contains(CodeOf(e)) => $"Redis refuses: {e.Message}",
        TimeoutException => "Redis did not answer in time",
        // The connection was given up in the middle of a call.
        ObjectDisposedException or TaskCanceledException => "the connection to Redis was closed",
        _ => null,
    };

    /// <summary>
    /// Servers before Redis 7 put their own words before what a script's command was refused with:
    /// `ERR Error running script (call to f_3a): @user_script:4: @user_script: 4: -OOM command not allowed`.
    /// </summary>
    private static string CodeOf(Exception e)
    {
        var text = e.Message;
        if (text.StartsWith(InScript, StringComparison.Ordinal) && text.IndexOf(Refused, StringComparison.Ordinal) is > 0 and var at)
            text = text[(at + Refused.Length)..];
        return text.Split(' ', 2)[0];
    }
}
