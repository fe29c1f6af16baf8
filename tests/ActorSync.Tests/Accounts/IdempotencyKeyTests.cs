using System.Text;
using Xunit;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

/// <summary>R15: one key for every attempt of one delivery.</summary>
public sealed class IdempotencyKeyTests
{
    private readonly AccountRun _run = new(Rules(Link(B, A), Link(B, C)));

    private IEnumerable<string> KeysAt(PartyId party) => _run.Parties[party].Calls.Select(call => call.IdempotencyKey);

    [Fact]
    public void Retries_crashes_and_a_persons_retry_keep_the_key()
    {
        _run.Submit(MainFrom(B));
        _run.Fail(C, AttemptResult.UnknownEffect);
        _run.Advance(TimeSpan.FromMinutes(1));
        _run.Crash(snapshotAt: 2);
        _run.Fail(C, AttemptResult.Permanent);
        _run.Retry(MainFrom(B), C);

        Assert.Equal(4, KeysAt(C).Count());
        Assert.Single(KeysAt(C).Distinct());
    }

    [Fact]
    public void An_edited_delivery_gets_a_new_key()
    {
        _run.Submit(MainFrom(B));
        _run.Fail(C, AttemptResult.Permanent);
        _run.Edit(MainFrom(B), Data("one"), C);
        _run.Fail(C, AttemptResult.Permanent);
        _run.Edit(MainFrom(B), Data("two"), C);

        Assert.Equal(3, KeysAt(C).Distinct().Count());
    }

    [Fact]
    public void Each_receiver_and_each_revision_has_its_own_key()
    {
        _run.Submit(MainFrom(B, 1));
        _run.Deliver(A);
        _run.Deliver(C);
        _run.Submit(MainFrom(B, 2));

        Assert.Equal(4, KeysAt(A).Concat(KeysAt(C)).Distinct().Count());
    }

    /// <summary>Nodes of two versions may try one delivery, so a key is never spelled in another way.</summary>
    [Fact]
    public void A_key_never_changes()
    {
        _run.Submit(SubFrom(B) with { MainMeeting = null });
        _run.Fail(C, AttemptResult.Permanent);
        _run.Edit(SubFrom(B), Data("edited"), C);

        Assert.Equal(["B:forum%2Fdinner-1:C:0", "B:forum%2Fdinner-1:C:1"], KeysAt(C));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("陈洋 \"quoted\"; drop, table")]
    [InlineData("190 times a character of four bytes")]
    public void A_key_is_short_ascii_whatever_the_id(string id)
    {
        if (id.StartsWith("190", StringComparison.Ordinal)) id = string.Concat(Enumerable.Repeat("🎫", 95));
        _run.Submit(MainFrom(B) with { Id = SubmissionId.Parse("B", id) });

        Assert.All(KeysAt(C), key => Assert.True(Ascii.IsValid(key) && key.Length <= 255 && !key.Any(char.IsWhiteSpace), key));
    }

    [Fact]
    public void Ids_that_only_look_alike_when_joined_have_different_keys()
    {
        _run.Submit(MainFrom(B) with { Id = SubmissionId.Parse("B", "x:C:0") });
        _run.Submit(ReportFrom(B, Summit, 1) with { Id = SubmissionId.Parse("B", "x") });
        _run.Deliver(C);

        Assert.Equal(2, KeysAt(C).Distinct().Count());
    }
}
