using Xunit;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

public sealed class SubmissionTests
{
    /// <summary>Fingerprints are stored for ever: one that changed would refuse every submission that comes again.</summary>
    [Fact]
    public void A_fingerprint_never_changes()
    {
        Assert.Equal("mlfGLbDDi9HZh1GjKlTrSWLjArTZ4ZidLv4kn-wxWGs", MainFrom(B).Fingerprint.ToString());
        Assert.Equal(
            "71nlAxDRUuMk3J_nd9Vr08ceOrrbuDz_FMGq4Ad7A48",
            (CancelFrom(C, Dinner, 2) with { NotBefore = Time }).Fingerprint.ToString());
    }

    [Fact]
    public void A_fingerprint_does_not_depend_on_the_spelling_of_a_time() =>
        Assert.Equal(
            (MainFrom(B) with { OccurredAt = Time }).Fingerprint,
            (MainFrom(B) with { OccurredAt = Time.ToOffset(TimeSpan.FromHours(8)) }).Fingerprint);

    [Fact]
    public void Its_id_names_its_origin() => Assert.Equal((B, "B/forum-1"), (MainFrom(B).Origin, MainFrom(B).Id.ToString()));
}
