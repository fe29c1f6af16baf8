using Spectre.Console;

namespace ActorSync.Node.Commands;

/// <summary>Shows how far a long piece of work is.</summary>
internal static class ProgressBar
{
    /// <param name="console">Where.</param>
    /// <param name="title">What is done.</param>
    /// <param name="total">How much there is; 0: nobody knows.</param>
    /// <param name="work">Does it, and says how much more is done.</param>
    public static Task Show(IAnsiConsole console, string title, long total, Func<Action<long>, Task> work) => console.Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
        .StartAsync(context =>
        {
            var task = context.AddTask(title, maxValue: Math.Max(1, total));
            task.IsIndeterminate = total == 0;
            return work(done => task.Increment(done));
        });
}
