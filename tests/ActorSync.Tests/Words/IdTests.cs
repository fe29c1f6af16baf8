using Xunit;

namespace ActorSync.Tests;

public sealed class IdTests
{
    public static TheoryData<string?, string> NoIds => new()
    {
        { null, "non-empty" },
        { "", "non-empty" },
        { " ", "white space" },
        { " a", "white space" },
        { "a\u00a0", "white space" },
        { "a\u0000b", "U+0000" },
        { "a\nb", "U+000A" },
        { "a\u007fb", "U+007F" },
        { "a\u0085b", "U+0085" },
        { "a\ud800", "Unicode" },
        { "\udc00\ud800", "Unicode" },
        { new string('x', 191), "at most 190 characters, found 191" },
    };

    public static TheoryData<string> Ids =>
        ["x", "acc-20261120-00042", "forum-2026-autumn/investor-day", "陈洋", "a b", "🎫", "50%", new string('x', 190)];

    [Theory, MemberData(nameof(NoIds))]
    public void What_cannot_be_a_key_is_no_id(string? text, string because)
    {
        Action[] parsers =
        [
            () => AccountId.Parse(text), () => MeetingId.Parse(text), () => PartyId.Parse(text),
            () => SubmissionId.Parse("B", text), () => SubmissionId.Parse(text, "1"),
        ];
        Assert.All(parsers, parse => Assert.Contains(because, Assert.Throws<FormatException>(parse).Message, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Ids))]
    public void An_id_prints_as_it_was_read(string text)
    {
        Assert.Equal(text, AccountId.Parse(text).ToString());
        Assert.Equal(text, MeetingId.Parse(text).ToString());
        Assert.Equal(text, PartyId.Parse(text).ToString());
        Assert.Equal($"B/{text}", SubmissionId.Parse("B", text).ToString());
    }

    [Fact]
    public void Ids_of_the_same_text_are_the_same() => Assert.Equal(AccountId.Parse("x"), AccountId.Parse(new string(['x'])));

    [Fact]
    public void Ids_that_differ_in_case_are_two() => Assert.NotEqual(AccountId.Parse("x"), AccountId.Parse("X"));
}
