using ActorSync.Node.Demo;
using ActorSync.Tests.Storage;
using Xunit;

namespace ActorSync.Tests.Node.Demo;

public sealed class DemoFileTests
{
    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_line()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(
            folder.File("marked.ndjson"), $"\uFEFF{Reports.Forum("first").ToJsonString()}\n\n{Reports.Forum("second").ToJsonString()}\n");

        var file = DemoFile.Read(folder.File("marked.ndjson"), [PartyId.Parse("B")], Some.Time);

        Assert.Equal(2, file.Lines.Length);
        Assert.Equal(["first|forum", "second|forum"], file.Expected!.Keys.Order(StringComparer.Ordinal));
    }
}
