using Akka.Serialization;
using Akka.TestKit.Xunit2;
using ActorSync.Actors;
using Xunit;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests.Akka;

/// <summary>What is stored and what travels: a round trip for each type, by the serializer that the configuration binds.</summary>
public sealed class SerializationTests() : TestKit(ActorSystemSettings.Engine())
{
    private static readonly DeliveryId Main = new(Forum, MainFrom(B).Id, C);
    private static readonly Attempt Failed = Some.Attempt(AttemptResult.UnknownEffect) with { RetryAfter = TimeSpan.FromSeconds(3) };

    private static readonly AccountEvent[] Events =
    [
        new AccountEvent.SubmissionReceived(
            SubFrom(B), Verdict.Accepted, null, [new(B, C, Time, Time.AddSeconds(5), Time.AddDays(1))], "00-trace") { At = Time },
        new AccountEvent.Delivered(Main, Some.Attempt(AttemptResult.Delivered)) { At = Time },
        new AccountEvent.AttemptFailed(Main, Failed, Time.AddSeconds(30)) { At = Time },
        new AccountEvent.DeliveryRenewed(Main, MainFrom(C).Id, IsUnderWay: false) { At = Time },
        new AccountEvent.DeliveryParked(Main, ParkReason.Rejected, "422") { At = Time },
        new AccountEvent.DeliverySuperseded(Main, MainFrom(C).Id) { At = Time },
        new AccountEvent.DeliveryUnchanged(Main) { At = Time },
        new AccountEvent.DeliveryConfirmed(Main) { At = Time },
        new AccountEvent.DeliveryCancelled(Main, MainFrom(B, 2).Id) { At = Time },
        new AccountEvent.GateClosed(Forum, C, [Main], Time.AddSeconds(5), Time.AddDays(1)) { At = Time },
        new AccountEvent.GateOpened(Forum, C, [new(Main, Time)]) { At = Time },
        new AccountEvent.GateStillClosed(Forum, C, [new(Main, Time)]) { At = Time },
        new AccountEvent.DeliveriesRecovered([Main]) { At = Time },
        new AccountEvent.DeliveryRetried(Main, "ann", "asked to") { At = Time },
        new AccountEvent.DeliverySkipped(Main, "ann", "asked to", ReleaseSubs: true) { At = Time },
        new AccountEvent.DeliveryReleased(Main, "ann", "asked to") { At = Time },
        new AccountEvent.DeliveryEdited(Main, Data("edited"), "ann", "asked to") { At = Time },
    ];

    private static readonly object[] Messages =
    [
        Command(new AccountCommand.Submit(SubFrom(B) with { NotBefore = Time.AddDays(1) }, "00-trace") { Now = Time }),
        Command(new AccountCommand.Retry(Forum, Main.Submission, C, "ann", "asked to") { Now = Time }),
        Command(new AccountCommand.Skip(Forum, Main.Submission, null, "ann", "asked to", ReleaseSubs: true) { Now = Time }),
        Command(new AccountCommand.Release(Forum, Main.Submission, null, "ann", "asked to") { Now = Time }),
        Command(new AccountCommand.Edit(Forum, Main.Submission, null, "ann", "asked to", Data("edited")) { Now = Time }),
        new ToAccount.Read(Some.Account),
        new ToAccount.Wake(Some.Account),
        WakeStored.Instance,
        LookAtEverything.Instance,
        new AccountReply.Busy(TimeSpan.FromSeconds(1)),
        new AccountReply.Decided(new Answer.Received(Verdict.Stale, Time, Redelivered: true)),
        new AccountReply.Decided(new Answer.IdTaken(Time)),
        new AccountReply.Decided(new Answer.Acted([Main])),
        new AccountReply.Decided(new Answer.NotActed("it is done")),
        new AccountView(Received().State, InFlight.None.With(Received().State.Find(new(Forum, MainFrom(B).Id, C))!)),
    ];

    public static TheoryData<int> EventIndexes => [.. Enumerable.Range(0, Events.Length)];

    public static TheoryData<int> MessageIndexes => [.. Enumerable.Range(0, Messages.Length)];

    [Theory]
    [MemberData(nameof(EventIndexes))]
    public void An_event_comes_back_as_it_was_under_its_stored_name(int index)
    {
        var (serializer, manifest, bytes) = Out(Events[index]);

        Assert.IsType<EventSerializer>(serializer);
        Assert.Equal(EventJson.NameOf(Events[index]), manifest);
        Assert.Equal(EventJson.Write(Events[index]), bytes);
        Assert.Equal(bytes, Out(In(serializer, manifest, bytes)).Bytes);
    }

    [Fact]
    public void Every_event_name_has_an_example_here() =>
        Assert.Equal(EventJson.WrittenNames.Order(StringComparer.Ordinal), Events.Select(EventJson.NameOf).Order(StringComparer.Ordinal));

    [Fact]
    public void A_state_comes_back_as_it_was()
    {
        var (serializer, manifest, bytes) = Out(Received().State);

        Assert.Equal("snapshot/1", manifest);
        Assert.Equal(bytes, Out(Assert.IsType<AccountState>(In(serializer, manifest, bytes))).Bytes);
    }

    [Fact]
    public void A_snapshot_of_another_form_is_no_fault() =>
        Assert.IsType<UnreadableSnapshot>(In(Out(AccountState.Empty).Serializer, "snapshot/1", "{\"form\":99}"u8.ToArray()));

    [Theory]
    [MemberData(nameof(MessageIndexes))]
    public void A_message_comes_back_as_it_was(int index)
    {
        var (serializer, manifest, bytes) = Out(Messages[index]);

        Assert.IsType<MessageSerializer>(serializer);
        var back = In(serializer, manifest, bytes);
        Assert.Equal(Messages[index].GetType(), back.GetType());
        Assert.Equal(bytes, Out(back).Bytes);
    }

    [Fact]
    public void Every_manifest_has_an_example_here() =>
        Assert.Equal(
            MessageSerializer.Manifests.Order(StringComparer.Ordinal), Messages.Select(m => Out(m).Manifest).Order(StringComparer.Ordinal));

    [Fact]
    public void A_manifest_that_nobody_knows_is_refused() =>
        Assert.Throws<FormatException>(() => In(Out(WakeStored.Instance).Serializer, "wake/99", []));

    private static ToAccount.Tell Command(AccountCommand command) => new(Some.Account, command);

    private static Decision Received() =>
        ActorSync.Account.Decide(BothWays, AccountState.Empty, new AccountCommand.Submit(MainFrom(B), null) { Now = Time }, InFlight.None);

    private static object In(Serializer serializer, string manifest, byte[] bytes) =>
        ((SerializerWithStringManifest)serializer).FromBinary(bytes, manifest);

    private (Serializer Serializer, string Manifest, byte[] Bytes) Out(object message)
    {
        var serializer = Assert.IsAssignableFrom<SerializerWithStringManifest>(Sys.Serialization.FindSerializerFor(message));
        return (serializer, serializer.Manifest(message), serializer.ToBinary(message));
    }
}
