using System.Runtime.CompilerServices;
using ActorSync.Engine;
using Xunit;

namespace ActorSync.Tests.Engine.Shards;

public sealed class DeadlinesTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private readonly ManualTime _time = new();
    private readonly Deadlines _deadlines;

    public DeadlinesTests() => _deadlines = new(_time, Limit);

    public void Dispose() => _deadlines.Dispose();

    [Fact]
    public async Task Whoever_has_waited_long_enough_is_told_to_ask_again()
    {
        var asked = Added();

        _time.Advance(Limit - TimeSpan.FromMilliseconds(1));
        Assert.False(asked.IsAnswered);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(asked.IsAnswered);
        Assert.Null(await asked.Task);
    }

    [Fact]
    public void Each_has_all_of_the_time()
    {
        var first = Added();
        _time.Advance(TimeSpan.FromSeconds(4));
        var second = Added();
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal((true, false), (first.IsAnswered, second.IsAnswered));

        _time.Advance(TimeSpan.FromSeconds(4));

        Assert.True(second.IsAnswered);
    }

    [Fact]
    public async Task An_answer_in_time_stays()
    {
        var answer = new AccountView(AccountState.Empty, InFlight.None);
        var waits = Added();
        var asked = Added();
        asked.SetResult(answer);

        _time.Advance(Limit);

        Assert.Same(answer, await asked.Task);
        Assert.True(waits.IsAnswered);
    }

    [Fact]
    public void After_all_are_answered_the_next_has_a_time_too()
    {
        Added().SetResult(null);
        _time.Advance(Limit);
        var next = Added();

        _time.Advance(Limit);

        Assert.True(next.IsAnswered);
    }

    [Fact]
    public void Answers_are_let_go_though_one_that_came_before_them_is_still_missing()
    {
        var missing = Added();
        var answers = Enumerable.Range(0, 1000).Select(_ => Answered()).ToList();
        GC.Collect();

        Assert.InRange(answers.Count(a => a.IsAlive), 0, 100);
        Assert.False(missing.IsAnswered);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference Answered()
    {
        var answer = new AccountView(AccountState.Empty, InFlight.None);
        Added().SetResult(answer);
        return new(answer);
    }

    private Reply<AccountView?> Added()
    {
        var asked = new Reply<AccountView?>(null);
        _deadlines.Add(asked);
        return asked;
    }
}
