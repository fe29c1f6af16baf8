using ActorSync.Storage;
using Xunit;

namespace ActorSync.Tests.Storage;

/// <summary>Stored for ever: a new name for an old member would orphan its rows.</summary>
public sealed class NamedTests
{
    [Fact]
    public void Statuses_keep_their_stored_names() => Assert.Equal(
        "waiting gated delivering retrying parked done unchanged superseded duplicate stale conflict cancelled".Split(' '), Enum.GetValues<Status>().Select(Named<Status>.Of));

    [Fact]
    public void Operations_keep_their_stored_names() => Assert.Equal("register update approve cancel".Split(' '), Enum.GetValues<Operation>().Select(Named<Operation>.Of));

    [Fact]
    public void Results_keep_their_stored_names() =>
        Assert.Equal("delivered temporary unknown-effect permanent".Split(' '), Enum.GetValues<AttemptResult>().Select(Named<AttemptResult>.Of));

    [Fact]
    public void Each_name_is_read_back() => Assert.All(Enum.GetValues<Status>(), s => Assert.Equal(s, Named<Status>.Parse(Named<Status>.Of(s))));

    [Fact]
    public void An_unknown_name_is_a_defect() => Assert.Throws<FormatException>(() => Named<Status>.Parse("Done"));
}
