using ActorSync.Hocon;
using Xunit;

namespace ActorSync.Tests.Hocon.Reading;

public sealed class SettingsTests
{
    private static readonly HoconObject Site = HoconDocument.Parse(
        """
        node { port = 80, name = null, "a.b" = 1 }
        links = [
          { from = B, to = C }
          { from = C }
        ]
        """,
        "site.conf").Resolve();

    [Fact]
    public void A_setting_knows_its_full_key()
    {
        Assert.Equal("node.port", Site.At("node.port").Key);
        Assert.Equal("node.port", Site.At("node").At("port").Key);
        Assert.Equal("node.\"a.b\"", Site.At("node").Field("a.b").Key);
        Assert.Equal("links.1.from", Site.At("links").ReadList().Value[1].At("from").Key);
        Assert.Equal(["node.port", "node.name", "node.\"a.b\""], Site.At("node").Fields().Select(setting => setting.Key));
    }

    [Theory]
    [InlineData("node.port", true)]
    [InlineData("node.\"a.b\"", true)]
    [InlineData("node.name", false)]
    [InlineData("node.a.b", false)]
    [InlineData("node.port.deeper", false)]
    [InlineData("nowhere", false)]
    public void Missing_and_null_are_both_absent(string path, bool exists) => Assert.Equal(exists, Site.At(path).Exists);

    [Fact]
    public void What_is_missing_is_missed_where_it_belongs() =>
        Assert.Equal(
            "site.conf:4:3: links.1.to: expected text, found nothing",
            Site.At("links").ReadList().Value[1].At("to").ReadText().Fault?.Message);

    [Fact]
    public void What_is_allowed_can_be_narrowed()
    {
        Assert.Equal(80, Site.At("node.port").ReadInt32().Must(port => port > 0, "a port").Value);
        Assert.Equal(
            "site.conf:1:15: node.port: expected a port above 1023, found the number 80",
            Site.At("node.port").ReadInt32().Must(port => port > 1023, "a port above 1023").Fault?.Message);
    }

    [Fact]
    public void A_value_of_another_type_is_told_what_is_allowed_and_not_what_the_type_could_be()
    {
        Assert.Equal("a port", Site.At("links").ReadInt32().Must(port => port > 0, "a port").Fault?.Expected);
        Assert.Equal("a port", Site.At("node.none").ReadInt32().Must(port => port > 0, "a port").Fault?.Expected);
    }

    [Fact]
    public void A_reader_can_collect_all_faults()
    {
        var faults = new List<HoconFault>();
        Assert.Equal(80, Site.At("node.port").ReadInt32().Collect(faults));
        Assert.Equal("?", Site.At("node.name").ReadText().Collect(faults, "?"));
        Assert.Equal(default, Site.At("links").ReadDuration().Collect(faults));
        Assert.Equal(["node.name", "links"], faults.Select(fault => fault.Key));
        Assert.Equal(
            "site.conf:1:26: node.name: expected text, found null" + Environment.NewLine
            + "site.conf:2:9: links: expected a duration such as 500ms, 10s, 5m, 2h or 1d, found an array",
            HoconException.Of(faults).Message);
    }

    [Fact]
    public void Who_insists_on_a_faulty_value_gets_the_fault() =>
        Assert.Equal("node.name", Parsed.Faults(() => _ = Site.At("node.name").ReadText().Value)[0].Key);

    [Fact]
    public void A_rule_of_ones_own_makes_a_fault_like_any_other() =>
        Assert.Equal(
            "site.conf:3:12: links.0.from: expected a party that exists, found the text \"B\"",
            Site.At("links").ReadList().Value[0].At("from").Fault("a party that exists").Message);

    [Fact]
    public void Values_can_be_found_by_path()
    {
        Assert.Equal("80", Site.Find(HoconPath.Parse("node.port"))?.ToString());
        Assert.IsType<HoconNull>(Site.Find(HoconPath.Parse("node.name")));
        Assert.Null(Site.Find(HoconPath.Parse("node.port.deeper")));
    }

    [Fact]
    public void Long_text_is_shown_in_part() =>
        Assert.Equal(
            $"text:1:7: key: expected a number, found the text \"{new string('x', 40)}…\"",
            Parsed.Setting(new string('x', 100)).ReadDouble().Fault?.Message);
}
