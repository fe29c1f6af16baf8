using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.Pattern;
using Akka.Persistence;

namespace ActorSync.Actors;

/// <summary>
/// One account. It holds no rule: it has <see cref="Account"/> decide, persists, evolves, and only then replies and acts.
/// What is held back is held back in the state, where a newer revision can replace it, not in a mailbox.
/// </summary>
internal sealed class AccountActor : ReceivePersistentActor
{
    /// <summary>How soon an account that found no room at its receiver looks again, at most twice this.</summary>
    private static readonly TimeSpan RoomPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Random part of the back-off, so that a crowd of actors does not come back as a crowd.</summary>
    private const double Spread = 0.2;

    private readonly AccountContext _context;
    private readonly AccountId _account;
    private readonly int _shard;
    private readonly Dictionary<Link, PendingPlace> _waiting = [];
    private AccountState _state = AccountState.Empty;
    private InFlight _inFlight = InFlight.None;
    private DateTimeOffset? _scheduled;
    private bool _stopping;

    /// <summary>Whether it was turned away, or goes on after a call: then it comes before whoever is new.</summary>
    private bool _comesAgain;

    public AccountActor(AccountContext context, AccountId account)
    {
        (_context, _account, _shard) = (context, account, context.Shards.Of(account));
        SetReceiveTimeout(context.IdleTime);

        Recover<SnapshotOffer>(Restore);
        Recover<AccountEvent>(happened => _state = Account.Evolve(_state, happened));
        Recover<RecoveryCompleted>(_ => Return());

        Command<ToAccount.Tell>(told => Decide(told.Command, Reply(Sender)));
        Command<ToAccount.Read>(_ => Sender.Tell(new AccountView(_state, _inFlight)));
        Command<ToAccount.Wake>(_ => Wake(Sender));
        Command<FromCall.Placed>(Place);
        Command<FromCall.Called>(Finish);
        Command<StopAccount>(_ => Stop());
        Command<ReceiveTimeout>(_ => Passivate());
        Command<SaveSnapshotSuccess>(saved => DeleteSnapshots(new SnapshotSelectionCriteria(saved.Metadata.SequenceNr - 1)));
        Command<SaveSnapshotFailure>(failed => Actors.Log.SnapshotFailed(context.Log, account.Value, failed.Cause));
        Command<DeleteSnapshotsSuccess>(_ => { });
        Command<DeleteSnapshotsFailure>(failed => Actors.Log.SnapshotFailed(context.Log, account.Value, failed.Cause));
    }

    public override string PersistenceId => AccountPersistence.IdOf(_account);

    public override Recovery Recovery =>
        _context.WithoutSnapshot.ContainsKey(_account) ? new Recovery(SnapshotSelectionCriteria.None) : Recovery.Default;

    private DateTimeOffset Now => _context.Time.GetUtcNow();

    /// <summary>An account under its supervisor, which starts it again with back-off when the journal fails.</summary>
    public static Props Supervised(AccountContext context, AccountId account, BackOff backOff) => BackoffSupervisor.Props(
        Backoff.OnStop(Props.Create(() => new AccountActor(context, account)), "account", backOff.First, backOff.Max, Spread, -1)
            .WithAutoReset(backOff.Max)
            .WithFinalStopMessage(message => message is StopAccount)
            .WithReplyWhileStopped(new AccountReply.Busy(backOff.First)));

    protected override void PostStop()
    {
        foreach (var place in _waiting.Values) place.Abandon();
        base.PostStop();
    }

    private void Restore(SnapshotOffer offer)
    {
        if (offer.Snapshot is AccountState state)
        {
            _state = state;
            return;
        }
        // Starting again reads all events instead.
        _context.WithoutSnapshot.TryAdd(_account, true);
        throw new FormatException($"account {_account}: expected a snapshot of this version, found another form");
    }

    /// <summary>
    /// Back from the journal. The calls of this process are known; those of an earlier owner are not, so what was free to
    /// leave may have been attempted.
    /// </summary>
    private void Return()
    {
        foreach (var call in _context.Calls.Of(_account))
        {
            _inFlight = _inFlight.With(call.Delivery);
            Hear(call);
        }
        if (_state.Version > 0) Decide(new AccountCommand.Resume { Now = Now }, null);
    }

    private void Wake(IActorRef sender)
    {
        _scheduled = null;
        Decide(new AccountCommand.Wake { Now = Now }, _ => sender.Tell(WakeStored.Instance));
    }

    private static Action<Answer> Reply(IActorRef sender) => answer => sender.Tell(new AccountReply.Decided(answer));

    /// <param name="command">What is asked; its time is replaced by the node's.</param>
    /// <param name="stored">Called when all that follows is stored.</param>
    private void Decide(AccountCommand command, Action<Answer>? stored)
    {
        var decision = Account.Decide(_context.Rules, _state, command with { Now = Now }, _inFlight);
        if (decision.Events.IsEmpty)
        {
            stored?.Invoke(decision.Answer);
            Act();
            return;
        }
        var before = _state;
        PersistAll(decision.Events, happened =>
        {
            _state = Account.Evolve(_state, happened);
            if (_state.Version < before.Version + decision.Events.Length) return;
            Publish(decision.Events);
            stored?.Invoke(decision.Answer);
            if (Snapshot.IsDue(before, _state, _context.SnapshotEvery)) SaveSnapshot(_state);
            Act();
        });
    }

    private void Publish(ImmutableArray<AccountEvent> events)
    {
        foreach (var happened in events) _context.Metrics.Count(happened);
        _context.Stored(_account, events);
    }

    /// <summary>Starts whose turn it is, and says when to look again.</summary>
    private void Act()
    {
        if (_stopping)
        {
            if (_inFlight.Deliveries.IsEmpty) Leave();
            return;
        }
        var now = Now;
        var next = Account.Next(_context.Rules, _state, now, _inFlight);
        var lookAt = next.LookAt;
        _comesAgain &= !next.Starts.IsEmpty;
        foreach (var delivery in next.Starts)
            if (!_context.Calls.Stopping && !_waiting.ContainsKey(delivery.Link) && !Enter(delivery))
                lookAt = Earlier(lookAt, now + RoomPause * (1 + _context.Chance()));
        if (lookAt != _scheduled) _context.WakeAt(_shard, _account, _scheduled = lookAt);
    }

    /// <returns>False when too many wait for the receiver already.</returns>
    private bool Enter(Delivery delivery)
    {
        var entering = _context.Sink.Enter(delivery.Id.To, again: _comesAgain);
        if (entering.IsCompletedSuccessfully)
        {
            if (entering.Result is not { } place)
            {
                _comesAgain = true;
                return false;
            }
            Start(delivery, place);
            return true;
        }
        var pending = new PendingPlace();
        _waiting.Add(delivery.Link, pending);
        var self = Self;
        _ = pending.Await(entering, place => self.Tell(new FromCall.Placed(delivery.Link, place)));
        return true;
    }

    private void Place(FromCall.Placed placed)
    {
        if (_waiting.GetValueOrDefault(placed.Link) == placed.Place) _waiting.Remove(placed.Link);
        var place = placed.Place.Take();
        var starts = Account.Next(_context.Rules, _state, Now, _inFlight).Starts;
        if (place is null) Defer();
        else if (!_stopping && starts.FirstOrDefault(d => d.Link == placed.Link) is { } delivery) Start(delivery, place);
        // Its turn was taken by something newer, or has passed: the next in line gets the place.
        else place.Dispose();
    }

    private void Defer()
    {
        _comesAgain = true;
        if (!_stopping) _context.WakeAt(_shard, _account, _scheduled = Earlier(_scheduled, Now + RoomPause * (1 + _context.Chance())));
    }

    private void Start(Delivery delivery, ISinkPlace place)
    {
        if (_context.Calls.TryStart(_account, delivery, place) is not { } call)
        {
            place.Dispose();
            return;
        }
        (_inFlight, _comesAgain) = (_inFlight.With(delivery), false);
        Hear(call);
    }

    private void Hear(OpenCall call) => call.Result.PipeTo(Self, success: attempt => new FromCall.Called(call, attempt));

    private void Finish(FromCall.Called called)
    {
        (_inFlight, _comesAgain) = (_inFlight.Without(called.Call.Delivery.Id), true);
        if (called.Attempt is { } attempt)
            Decide(
                new AccountCommand.FinishAttempt(called.Call.Delivery.Id, attempt, _context.Chance()) { Now = Now },
                _ => _context.Calls.Forget(called.Call));
        else
        {
            _context.Calls.Forget(called.Call);
            Act();
        }
    }

    private void Stop()
    {
        _stopping = true;
        Act();
    }

    /// <summary>What stood in line here goes on wherever the account lives next.</summary>
    private void Leave()
    {
        if (!Account.Next(_context.Rules, _state, Now, _inFlight).Starts.IsEmpty) _context.WakeAt(_shard, _account, Now);
        Context.Stop(Self);
    }

    private void Passivate()
    {
        if (_inFlight.Deliveries.IsEmpty && _waiting.Count == 0) Context.Parent.Tell(new Passivate(StopAccount.Instance));
    }

    private static DateTimeOffset Earlier(DateTimeOffset? a, DateTimeOffset b) => a is { } at && at < b ? at : b;
}
