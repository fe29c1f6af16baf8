using Akka.Actor;
using ActorSync.Actors;
using ActorSync.Engine;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using Xunit.Abstractions;

namespace ActorSync.Tests.Akka;

/// <summary>A registration log that is read on the thread that asks, as one in a file is.</summary>
public sealed class RecoveryActorTests(ITestOutputHelper output) : AccountTest(output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly SlowLog _log = new();

    [Fact]
    public async Task A_walk_through_the_log_does_not_keep_the_actor_from_hearing()
    {
        var recovery = Start(_log);
        await _log.Asked.WaitAsync(Patience);

        var heard = await recovery.Ask<ActorIdentity>(new Identify(1), TimeSpan.FromSeconds(5));

        Assert.Equal(recovery, heard.Subject);
        _log.Answer();
    }

    [Fact]
    public async Task It_ends_when_the_log_is_read_no_more()
    {
        var recovery = Start(_log);
        await _log.Asked.WaitAsync(Patience);
        Watch(recovery);

        recovery.Tell(StopRecovery.Instance);
        await ExpectNoMsgAsync(TimeSpan.FromMilliseconds(300));
        _log.Answer();

        await ExpectTerminatedAsync(recovery, Patience);
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _log.Answer();
        _log.Dispose();
    }

    [Fact]
    public async Task It_goes_on_after_a_fault_that_nobody_foresaw()
    {
        _log.Answer();
        var (calls, caughtUp) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Start(_log, _ =>
        {
            if (++calls == 1) throw new InvalidOperationException("a fault of the test");
            caughtUp.TrySetResult();
            return Task.CompletedTask;
        });

        await caughtUp.Task.WaitAsync(Patience);
    }

    private IActorRef Start(IRegistrationLog log, Func<CancellationToken, Task>? catchUp = null)
    {
        var sweep = new SweepContext
        {
            RegistrationLog = log, Queue = new LeasingQueue(), DelayQueue = new("the delay queue"), Settings = SomeSettings.Engine,
            Runtime = EngineRuntime.Machine, Log = NullLogger.Instance, Room = _ => 1,
            Wake = (_, _, done) => done(true), Announce = _ => { },
        };
        var patience = new Patience(new("the store"), sweep.Runtime, TimeSpan.FromSeconds(1), new(new Random(1)), sweep.Log);
        var follow = catchUp ?? (_ => Task.CompletedTask);
        Action<IActorRef> alone = _ => { };
        return Sys.ActorOf(Props.Create(() => new RecoveryActor(sweep, patience, follow, alone)));
    }

    private sealed class SlowLog : IRegistrationLog, IDisposable
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _gate = new();

        public Task Asked => _asked.Task;

        public void Answer() => _gate.Set();

        public void Dispose() => _gate.Dispose();

        public Task<IReadOnlyList<OpenWork>> Open(int shard, OpenWork? after, int limit, CancellationToken cancellation)
        {
            _asked.TrySetResult();
            _gate.Wait(Patience, CancellationToken.None);
            return Task.FromResult<IReadOnlyList<OpenWork>>([]);
        }

        public Task<IReadOnlyList<LogEntry>> Find(SubmissionId submission, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<LogPage> List(LogFilter filter, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IReadOnlyList<LoggedAttempt>> Attempts(SubmissionId submission, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<StoredEvent>> Events(AccountId account, long after, int limit, CancellationToken cancellation) =>
            throw new NotSupportedException();
    }
}
