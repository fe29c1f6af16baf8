using System.Text.Json;
using Xunit;

namespace ActorSync.Tests;

/// <summary>Stored for ever: a new name for an old member would orphan its rows.</summary>
public sealed class NamedTests
{
    [Fact]
    public void Statuses_keep_their_stored_names() => Assert.Equal(
        "waiting gated delivering retrying parked done unchanged superseded duplicate stale conflict cancelled".Split(' '),
        Enum.GetValues<Status>().Select(Named.Of));

    [Fact]
    public void Operations_keep_their_stored_names() => Assert.Equal(
        "register update approve cancel".Split(' '), Enum.GetValues<Operation>().Select(Named.Of));

    [Fact]
    public void Results_keep_their_stored_names() =>
        Assert.Equal("delivered temporary unknown-effect permanent".Split(' '), Enum.GetValues<AttemptResult>().Select(Named.Of));

    [Fact]
    public void Each_name_is_read_back() => Assert.All(Enum.GetValues<Status>(), s => Assert.Equal(s, Named.Parse<Status>(Named.Of(s))));

    [Fact]
    public void Json_has_the_same_names() => Assert.All(Enum.GetValues<AttemptResult>(), r =>
        Assert.Equal($"\"{Named.Of(r)}\"", JsonSerializer.Serialize(r)));

    [Fact]
    public void An_unknown_name_is_a_defect() => Assert.Throws<FormatException>(() => Named.Parse<Status>("Done"));
}
