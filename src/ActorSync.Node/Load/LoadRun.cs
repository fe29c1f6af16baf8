using System.Globalization;
using System.Runtime.ExceptionServices;
using ActorSync.Node.Commands;

namespace ActorSync.Node.Load;

/// <summary>Puts a node under load, one burst after another, and measures what comes of it.</summary>
internal sealed class LoadRun(LoadSettings settings, ILoggerFactory logs, TimeProvider time)
{
    /// <summary>Submissions that a node of its own gets first, unmeasured: the first ones in a process's life show its compiler.</summary>
    private const int WarmUp = 200;

    private volatile StepWatch? _current;

    /// <summary>The step that is under way; null before the first.</summary>
    public StepWatch? Current => _current;

    /// <summary>Raised after each step, with its number, from 1 up, and what was seen of it, which nobody keeps.</summary>
    public event Action<StepResult, int, StepWatch>? Finished;

    /// <returns>When the run ends early: the steps so far, and in the last of them why.</returns>
    /// <exception cref="OperationCanceledException">Nothing had been measured yet.</exception>
    /// <exception cref="NodeUnreachableException">There is no node.</exception>
    /// <exception cref="NodeRefusedException">It takes no questions from here.</exception>
    /// <exception cref="IOException">The receiver cannot listen where it is to.</exception>
    public async Task<LoadResult> Run(CancellationToken cancellation)
    {
        await using var target = await LoadTarget.Start(settings, logs, time, cancellation);
        using var client = new NodeClient(target.Node, settings.Key);
        if (settings.Node is not null) await MustAnswer(client, cancellation);
        var started = time.GetUtcNow();
        List<StepResult> steps = [];
        LoadNames Names(int step) =>
            new(settings.From, string.Create(CultureInfo.InvariantCulture, $"load-{started.ToUnixTimeMilliseconds():x}-{step}"));
        if (settings.Node is null && (await Step(target, client, Names(0), WarmUp, cancellation)).Interruption is { } early)
            ExceptionDispatchInfo.Throw(early);
        for (var i = 0; i < settings.Steps.Count; i++)
        {
            var step = await Step(target, client, Names(i + 1), settings.Steps[i], cancellation);
            steps.Add(step);
            Finished?.Invoke(step, i + 1, _current!);
            if (step.Interruption is not null) break;
        }
        return new(settings, started, time.GetUtcNow(), target.Name, steps);
    }

    /// <summary>Asks once: nobody there is an address mistyped, and no node that will be back soon.</summary>
    private static async Task MustAnswer(NodeClient client, CancellationToken cancellation)
    {
        var answer = await client.Get($"{Paths.Submissions}?limit=1", "submissions", cancellation);
        if (!answer.Ok && !answer.IsBusy) throw new NodeRefusedException(answer.Problem);
    }

    private Task<StepResult> Step(LoadTarget target, NodeClient client, LoadNames names, int size, CancellationToken cancellation)
    {
        var items = Workload.Of(size, settings.Shape, settings.Seed);
        var start = time.GetUtcNow();
        byte[][] lines = [.. items.Select(item => names.Line(item, start))];
        var watch = new StepWatch(items, names, start, time);
        _current = watch;
        return new LoadStep(settings, target, client, names, watch, lines, time).Run(cancellation);
    }
}
