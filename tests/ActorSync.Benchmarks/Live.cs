namespace ActorSync.Benchmarks;

/// <summary>What is under way, for whoever sits at a terminal: one line on standard error that the next one replaces.</summary>
internal static class Live
{
    private const string ClearLine = "\r\e[K";

    public static void Say(string what)
    {
        if (!Console.IsErrorRedirected) Console.Error.Write(ClearLine + what);
    }

    public static void Round(int round, int warmUp, int rounds, string what = "") =>
        Say($"round {round + warmUp} of {warmUp + rounds}{(what.Length > 0 ? $", {what}" : "")}");

    /// <summary>Leaves the line empty for the result.</summary>
    public static void End() => Say("");
}
