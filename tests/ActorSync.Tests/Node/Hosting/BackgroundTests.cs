using ActorSync.Node.Hosting;
using Xunit;

namespace ActorSync.Tests.Node.Hosting;

public sealed class BackgroundTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Work_that_fails_says_so_and_goes_on_after_a_pause()
    {
        using var logs = new CapturedLogs();
        await using var work = new FailingWork(times: 2);
        work.Start(_time, logs.CreateLogger(""));

        for (var i = 0; i < 2; i++)
        {
            await _time.Waits(1, TimeSpan.Zero);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        await work.Works.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(2, logs.Errors.Count(e =>
            e.Contains("FailingWork", StringComparison.Ordinal) && e.Contains("a defect", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Work_that_has_failed_ends_when_it_is_told_to()
    {
        using var logs = new CapturedLogs();
        var work = new FailingWork(times: int.MaxValue);
        work.Start(_time, logs.CreateLogger(""));

        await work.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Work_that_fails_while_it_is_told_to_end_says_so_and_ends()
    {
        using var logs = new CapturedLogs();
        var work = new LateFailure();
        work.Start(_time, logs.CreateLogger(""));

        await work.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Contains("a defect", Assert.Single(logs.Lines), StringComparison.Ordinal);
    }

    /// <summary>A call that does not hear of the end, and fails after it.</summary>
    private sealed class LateFailure : Background
    {
        protected override async Task Run(CancellationToken cancellation)
        {
            var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var registered = cancellation.Register(ended.SetResult);
            await ended.Task;
            throw new InvalidOperationException("a defect");
        }
    }

    private sealed class FailingWork(int times) : Background
    {
        private readonly TaskCompletionSource _works = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _failures;

        public Task Works => _works.Task;

        protected override async Task Run(CancellationToken cancellation)
        {
            if (_failures++ < times) throw new InvalidOperationException("a defect");
            _works.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
        }
    }
}
