using ActorSync.Engine;
using Xunit;

namespace ActorSync.Tests.Engine;

public sealed class StoppingTests
{
    [Fact]
    public async Task A_call_that_is_about_to_begin_is_waited_for()
    {
        // The loops begin at once; what comes after them is the call, which finds no thread at first.
        var (loops, thread) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        const int Loops = 6;
        await using var run = new EngineRun(runtime: EngineRuntime.Machine with
        {
            Spawn = work => Interlocked.Increment(ref loops) <= Loops ? Task.Run(work) : Later(thread.Task, work),
        });
        Assert.IsType<AccountReply.Decided>(await run.Submit(Some.Account));
        await EngineRun.Until(() => Volatile.Read(ref loops) > Loops);

        var stopping = run.Engine.Stop();
        var stopped = await Task.WhenAny(stopping, Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System)) == stopping;
        thread.SetResult();
        run.Sink.LetGo();
        await stopping;

        Assert.False(stopped);
        Assert.True(run.Sink.Called.IsCompleted);
    }

    [Fact]
    public async Task An_engine_that_was_let_go_can_be_let_go_again()
    {
        await using var run = new EngineRun();
        run.Sink.LetGo();

        await run.Engine.DisposeAsync();
        await run.Engine.DisposeAsync();
    }

    private static async Task Later(Task thread, Func<Task> work)
    {
        await thread;
        await work();
    }
}
