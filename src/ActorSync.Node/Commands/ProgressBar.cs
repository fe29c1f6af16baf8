using Spectre.Console;

namespace ActorSync.Node.Commands;

/// <summary>
/// Shows how far a long piece of work is: a bar to whoever looks on, a line now and then where the output goes to a file or a pipe.
/// </summary>
internal static class ProgressBar
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(2);

    /// <param name="terminal">Where.</param>
    /// <param name="title">What is done.</param>
    /// <param name="total">How much there is; 0: nobody knows.</param>
    /// <param name="work">Does it, and says how much more is done.</param>
    public static Task Show(Terminal terminal, string title, long total, Func<Action<long>, Task> work)
    {
        // The bar is written on a thread of the library's own, where a full disk under the file would end the program.
        if (!terminal.Output.Profile.Capabilities.Interactive) return work(Lines(terminal, title, total));
        return terminal.Output.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context =>
            {
                var task = context.AddTask(title, maxValue: Math.Max(1, total));
                task.IsIndeterminate = total == 0;
                return work(done => task.Increment(done));
            });
    }

    private static Action<long> Lines(Terminal terminal, string title, long total)
    {
        var (done, last) = (0L, terminal.Time.GetTimestamp());
        return more =>
        {
            done += more;
            if (terminal.Time.GetElapsedTime(last) < BetweenLines) return;
            last = terminal.Time.GetTimestamp();
            terminal.Line(total == 0 ? $"{title}: {done:N0} bytes" : $"{title}: {100 * done / total} %");
        };
    }
}
