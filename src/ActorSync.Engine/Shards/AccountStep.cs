using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ActorSync.Engine;

/// <summary>What one step does for one account: decided in memory, and decided again when the journal refuses part of it.</summary>
internal sealed class AccountStep(ActiveAccount account)
{
    private readonly List<(Message.Told Told, Answer Answer)> _answers = [];
    private Dictionary<SubmissionId, DateTimeOffset>? _taken;
    private readonly AccountState _before = account.State;
    private readonly InFlight _inFlightBefore = account.InFlight;

    public ActiveAccount Account => account;

    public List<Message> Messages { get; } = [];

    public ImmutableArray<AccountEvent> Events { get; private set; } = [];

    public IEnumerable<(Message.Told Told, Answer Answer)> Answers => _answers;

    /// <summary>Because of a defect the account does not get on: it was abandoned, or what the engine tells it cannot be decided.</summary>
    public bool IsStuck { get; private set; }

    /// <summary>It is not stored what came of a call, now or earlier: the call may have had effect all the same.</summary>
    public bool ForgetsCalls => IsStuck && (account.Resumes || EndsCall);

    /// <summary>
    /// It has stored something that it may not have been able to before: that calls may have been made is stored before each
    /// further one, whatever becomes of that.
    /// </summary>
    public bool GetsOn => !IsStuck && !Events.IsEmpty && (!account.Resumes || EndsCall);

    private bool EndsCall => Messages.Exists(m => m is Message.Called);

    /// <summary>The journal says that an id belongs to another account.</summary>
    public void Taken(SubmissionId id, DateTimeOffset receivedAt) => (_taken ??= [])[id] = receivedAt;

    /// <summary>Commands that cannot be decided are answered with the exception.</summary>
    public void Decide(ShardContext context, Random chance, DateTimeOffset now)
    {
        (account.State, account.InFlight) = (_before, _inFlightBefore);
        _answers.Clear();
        Events = [];
        IsStuck = false;
        if (account.Resumes) Decide(context, new AccountCommand.Resume { Now = now });
        foreach (var message in Messages)
            try
            {
                switch (message)
                {
                    case Message.Told told:
                        _answers.Add((told, IsTaken(told) ?? Decide(context, told.Command with { Now = now })));
                        break;
                    case Message.Called called:
                        account.InFlight = account.InFlight.Without(called.Delivery);
                        if (called.Attempt is not null)
                            Decide(context, new AccountCommand.FinishAttempt(called.Delivery, called.Attempt, chance.NextDouble())
                            {
                                Now = now,
                            });
                        break;
                    case Message.Woken:
                        account.Scheduled = null;
                        Decide(context, new AccountCommand.Wake { Now = now });
                        break;
                }
            }
            catch (Exception e)
            {
                Log.CommandFailed(context.Log, account.Id.Value, e);
                if (message is Message.Told told) told.Reply.TrySetException(e);
                else IsStuck = true;
            }
    }

    /// <summary>The write that makes the decisions durable; null when there is nothing to write.</summary>
    public AccountWrite? Write(int shard, long epoch, int snapshotEvery)
    {
        if (Events.IsEmpty) return null;
        var first = _before.Version + 1;
        return new()
        {
            Account = account.Id,
            Shard = shard,
            Epoch = epoch,
            Events = Stored(first),
            Log = LogChanges.Of(Events),
            // Not `null` alone: as an array it would turn into an empty snapshot.
            Snapshot = Snapshot.IsDue(_before, account.State, snapshotEvery)
                ? Snapshot.Write(account.State)
                : default(ReadOnlyMemory<byte>?),
        };
    }

    private ImmutableArray<StoredEvent> Stored(long first)
    {
        var stored = new StoredEvent[Events.Length];
        for (var i = 0; i < stored.Length; i++) stored[i] = StoredEvent.Of(Events[i], first + i);
        return ImmutableCollectionsMarshal.AsImmutableArray(stored);
    }

    /// <summary>Nothing was decided after all: the state is what is stored, and whoever waits hears of the defect.</summary>
    /// <param name="stored">Null when it cannot be read any more: then it is taken to be as before.</param>
    /// <param name="fault">The defect.</param>
    public void Abandon(AccountState? stored, Exception fault)
    {
        account.State = stored ?? _before;
        IsStuck = true;
        Events = [];
        _answers.Clear();
        foreach (var told in Messages.OfType<Message.Told>()) told.Reply.TrySetException(fault);
    }

    private Answer Decide(ShardContext context, AccountCommand command)
    {
        var decision = context.Parts.Decide(context.Rules, account.State, command, account.InFlight);
        account.State = decision.State;
        Events = Events.IsEmpty ? decision.Events : Events.AddRange(decision.Events);
        return decision.Answer;
    }

    private Answer.IdTaken? IsTaken(Message.Told told) =>
        _taken is not null && told.Command is AccountCommand.Submit s && _taken.TryGetValue(s.Submission.Id, out var receivedAt)
            ? new(receivedAt)
            : null;
}
