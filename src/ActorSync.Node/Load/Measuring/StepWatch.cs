using System.Collections.Concurrent;
using ActorSync.Node.Simulation;

namespace ActorSync.Node.Load;

/// <summary>Watches one step: what the node answered, and what the receiver was called for.</summary>
internal sealed class StepWatch
{
    private readonly Dictionary<(string Account, string Meeting, long Revision), LoadSample> _byCall = [];
    private readonly ConcurrentDictionary<string, ConcurrentQueue<DateTimeOffset>> _ends = [];
    private readonly ConcurrentDictionary<ViolationKind, int> _violations = [];
    private readonly LoadNames _names;
    private readonly TimeProvider _time;
    private int _answered;
    private int _acknowledged;
    private int _calls;
    private int _failedCalls;
    private int _withoutKey;
    private long _lastCall;

    public StepWatch(LoadItem[] items, LoadNames names, DateTimeOffset start, TimeProvider time)
    {
        (_names, _time, Start) = (names, time, start);
        Samples = [.. items.Select(i => new LoadSample(i, names.Id(i)) { NotBefore = start + i.Delay })];
        foreach (var sample in Samples)
            if (!sample.Item.IsCopy) _byCall[KeyOf(names, sample.Item)] = sample;
    }

    public DateTimeOffset Start { get; }

    public LoadSample[] Samples { get; }

    public int Answered => Volatile.Read(ref _answered);

    /// <summary>Submissions that the receiver has acknowledged.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Calls that the receiver did not acknowledge: refused, failed, cut off, or not in time.</summary>
    public int FailedCalls => Volatile.Read(ref _failedCalls);

    /// <summary>Calls without an idempotency key.</summary>
    public int WithoutKey => Volatile.Read(ref _withoutKey);

    /// <summary>When a call last ended; before the first one, when the step began.</summary>
    public DateTimeOffset LastCall => Interlocked.Read(ref _lastCall) is var ticks && ticks > 0 ? new(ticks, TimeSpan.Zero) : Start;

    /// <summary>What the node said of the first submissions that it refused.</summary>
    public ConcurrentQueue<string> Refusals { get; } = [];

    /// <summary>What has been measured so far. Everything, once the step is over.</summary>
    public IReadOnlyList<MeasuredTime> Measured() => MeasuredTime.Of(this, _names);

    public void OnAnswer(long index, string status, DateTimeOffset sentAt)
    {
        var sample = Samples[index];
        (sample.SentAt, sample.AnsweredAt, sample.Receipt) = (sentAt, _time.GetUtcNow(), status);
        Interlocked.Increment(ref _answered);
    }

    /// <summary>A call has ended. Those about anything else than this step are none of its business.</summary>
    public void OnCall(Call call)
    {
        if (!_byCall.TryGetValue((call.Account, call.Meeting, call.Record?.Revision ?? Workload.CancelRevision), out var sample)) return;
        var now = _time.GetUtcNow();
        var result = call.Outcome.Result;
        Interlocked.Increment(ref _calls);
        if (call.Key is null) Interlocked.Increment(ref _withoutKey);
        if (call.CallerLeft || result is CallResult.Refused or CallResult.Failed or CallResult.CutBefore or CallResult.CutAfter)
            Interlocked.Increment(ref _failedCalls);
        // For a caller that left, the call ended when it left, and that was not seen.
        if (!call.CallerLeft) _ends.GetOrAdd(call.Account, static _ => []).Enqueue(now);
        if (sample.Note(result, call.Key, call.At, call.CallerLeft ? null : now)) Interlocked.Increment(ref _acknowledged);
        Interlocked.Exchange(ref _lastCall, now.UtcTicks);
    }

    /// <summary>A violation was found. One about what an earlier run left at the node is none of this step.</summary>
    public void OnViolation(Violation violation)
    {
        if (_names.Has(violation.Account)) _violations.AddOrUpdate(violation.Kind, 1, static (_, count) => count + 1);
    }

    public int Violations(IEnumerable<ViolationKind> kinds) => kinds.Sum(kind => _violations.GetValueOrDefault(kind));

    /// <summary>When a call about the account had last ended before a time; null: none had.</summary>
    public DateTimeOffset? EndedBefore(string account, DateTimeOffset time) =>
        _ends.TryGetValue(account, out var ends) && ends.Where(e => e <= time).ToArray() is { Length: > 0 } before ? before.Max() : null;

    private static (string, string, long) KeyOf(LoadNames names, LoadItem item) =>
        (names.Account(item.Account), names.Meeting(item.Sub), item.Revision);
}
