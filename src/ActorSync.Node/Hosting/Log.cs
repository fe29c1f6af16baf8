namespace ActorSync.Node.Hosting;

/// <summary>Everything the node logs. Ids 2000 to 2999.</summary>
internal static partial class Log
{
    [LoggerMessage(2000, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void RequestFailed(ILogger log, string method, string path, Exception fault);

    [LoggerMessage(2016, LogLevel.Debug, "{Method} {Path} was broken off by its sender: {Reason}")]
    public static partial void RequestBrokenOff(ILogger log, string method, string path, string reason);

    [LoggerMessage(2001, LogLevel.Information, "Node {Name} listens on {Api}, management on {Management}")]
    public static partial void Started(ILogger log, string name, Uri api, Uri management);

    [LoggerMessage(2002, LogLevel.Information, "Node {Name} drains")]
    public static partial void Draining(ILogger log, string name);

    [LoggerMessage(2003, LogLevel.Information, "Node {Name} has stopped")]
    public static partial void Stopped(ILogger log, string name);

    [LoggerMessage(2004, LogLevel.Warning, "The environment variable {Variable} names no key of the configuration")]
    public static partial void UnusedVariable(ILogger log, string variable);

    [LoggerMessage(2005, LogLevel.Information,
        "{Party} works again: {Count} deliveries that had used up their attempts meanwhile are tried again")]
    public static partial void TriedAgain(ILogger log, string party, int count);

    [LoggerMessage(2006, LogLevel.Debug, "What {Party} missed cannot be tried again yet: {Reason}")]
    public static partial void NotTriedAgain(ILogger log, string party, string reason);

    [LoggerMessage(2009, LogLevel.Information,
        "{Party} is not called any more: {Delivery}, which had used up its attempts, is tried again to see whether it works")]
    public static partial void Probed(ILogger log, string party, SubmissionId delivery);

    [LoggerMessage(2007, LogLevel.Warning, "The store does not answer: {Fault}")]
    public static partial void StoreSilent(ILogger log, string fault);

    [LoggerMessage(2008, LogLevel.Error, "{Work} failed and begins again")]
    public static partial void BackgroundFailed(ILogger log, string work, Exception fault);

    [LoggerMessage(2015, LogLevel.Warning, "{Work} failed when it was told to end, and has ended")]
    public static partial void BackgroundFailedLast(ILogger log, string work, Exception fault);

    [LoggerMessage(2017, LogLevel.Warning, "Took out of the delay queue in Redis what is no account due at some time: {What}")]
    public static partial void NoDelayEntry(ILogger log, string what);

    [LoggerMessage(2010, LogLevel.Debug, "{Account}: {Submission} received: {Verdict}")]
    public static partial void Received(ILogger log, string account, string submission, string verdict);

    [LoggerMessage(2011, LogLevel.Debug, "{Account}: {Submission} delivered to {Party} in {Milliseconds:0.0} ms, attempt {Attempt}")]
    public static partial void Delivered(ILogger log, string account, string submission, string party, double milliseconds, int attempt);

    [LoggerMessage(2012, LogLevel.Warning, "{Account}: {Submission} to {Party}: attempt {Attempt} failed: {Result} {Code} {Detail}")]
    public static partial void AttemptFailed(
        ILogger log, string account, string submission, string party, int attempt, string result, int? code, string? detail);

    [LoggerMessage(2013, LogLevel.Warning, "{Account}: {Submission} to {Party} parked: {Reason} {Detail}")]
    public static partial void Parked(ILogger log, string account, string submission, string party, string reason, string? detail);

    [LoggerMessage(2014, LogLevel.Information, "{Account}: {Submission} to {Party}: {Action} by {By}: {Why}")]
    public static partial void Operated(ILogger log, string account, string submission, string party, string action, string by, string why);
}
