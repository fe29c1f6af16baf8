using System.Text;
using Xunit;

namespace ActorSync.Tests;

public sealed class JsonDataTests
{
    private static JsonData Parse(string json) => JsonData.Parse(Encoding.UTF8.GetBytes(json));

    [Fact]
    public void What_is_sent_on_is_what_came()
    {
        const string Came = "{ \"b\": 1.0,\n\"a\": \"\\u00e9\" }";
        Assert.Equal(Came, Parse(Came).ToString());
    }

    [Fact]
    public void Two_spellings_are_two_values_with_one_hash()
    {
        Assert.NotEqual(Parse("""{"a":1,"b":2}"""), Parse("""{"b":2,"a":1}"""));
        Assert.Equal(Parse("""{"a":1,"b":2}""").Hash, Parse("""{"b":2,"a":1}""").Hash);
    }

    [Fact]
    public void Two_spellings_of_one_number_have_two_hashes() => Assert.NotEqual(Parse("""{"a":1.0}""").Hash, Parse("""{"a":1.00}""").Hash);

    [Fact]
    public void Restored_data_has_the_hash_of_parsed_data() =>
        Assert.Equal(Some.Data("x").Hash, JsonData.Restore(Some.Data("x").Utf8).Hash);

    [Fact]
    public void What_is_not_an_object_is_refused_at_once() => Assert.Throws<FormatException>(() => Parse("[]"));
}
