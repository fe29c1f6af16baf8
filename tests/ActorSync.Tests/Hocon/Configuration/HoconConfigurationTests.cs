using ActorSync.Hocon;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace ActorSync.Tests.Hocon.Configuration;

public sealed class HoconConfigurationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hocon-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Values_are_found_under_their_flat_keys()
    {
        var configuration = Build("a { b = 1.50, \"c.d\" = on, t = true }, links = [{ from = B }, { from = C }], matrix = [[1, 2], [3]]");
        Assert.Equal("1.50", configuration["a:b"]);
        Assert.Equal("1.50", configuration["A:B"]);
        Assert.Equal("on", configuration["a:c.d"]);
        Assert.Equal("true", configuration["a:t"]);
        Assert.Equal("C", configuration["links:1:from"]);
        Assert.Equal("2", configuration["matrix:0:1"]);
        Assert.Equal(["0", "1"], configuration.GetSection("links").GetChildren().Select(section => section.Key));
        Assert.Null(configuration["a"]);
        Assert.False(configuration.GetSection("nowhere").Exists());
    }

    [Fact]
    public void Nothing_and_an_empty_array_can_be_told_apart()
    {
        var configuration = Build("none = null, object = {}, array = [], text = \"\"");
        Assert.Null(configuration["none"]);
        Assert.Null(configuration["object"]);
        Assert.Equal("", configuration["array"]);
        Assert.Equal("", configuration["text"]);
    }

    [Fact]
    public void A_later_source_overrides_key_by_key()
    {
        var configuration = new ConfigurationBuilder()
            .AddHocon(HoconDocument.Parse("a { b = 1, c = 2 }, l = [x, y]").Resolve())
            .AddHocon(HoconDocument.Parse("a.b = 3, l { 1 = z }").Resolve())
            .Build();
        Assert.Equal("3", configuration["a:b"]);
        Assert.Equal("2", configuration["a:c"]);
        Assert.Equal(["x", "z"], configuration.GetSection("l").GetChildren().Select(section => section.Value));
    }

    [Fact]
    public void A_file_is_read_with_its_environment_and_again_on_reload()
    {
        var path = Path.Combine(_folder.FullName, "site.conf");
        File.WriteAllText(path, "home = ${HOME}, include \"more\"");
        File.WriteAllText(Path.Combine(_folder.FullName, "more.conf"), "more = 1");
        var configuration = new ConfigurationBuilder().AddHocon(path, environment: name => "the " + name).Build();
        Assert.Equal("the HOME", configuration["home"]);
        Assert.Equal("1", configuration["more"]);

        File.WriteAllText(path, "home = here");
        configuration.Reload();
        Assert.Equal("here", configuration["home"]);
        Assert.Null(configuration["more"]);
    }

    [Fact]
    public void A_missing_file_matters_unless_it_is_optional()
    {
        var path = Path.Combine(_folder.FullName, "no.conf");
        Assert.Empty(new ConfigurationBuilder().AddHocon(path, optional: true).Build().AsEnumerable());
        Assert.Equal(
            $"{path}: expected a file, found none",
            Parsed.Faults(() => new ConfigurationBuilder().AddHocon(path).Build())[0].Message);
    }

    [Fact]
    public void A_faulty_file_matters_even_then()
    {
        var path = Path.Combine(_folder.FullName, "bad.conf");
        File.WriteAllText(path, "a =");
        Assert.Equal(
            $"{path}:1:4: expected a value, found the end of the text",
            Parsed.Faults(() => new ConfigurationBuilder().AddHocon(path, optional: true).Build())[0].Message);
    }

    private static IConfigurationRoot Build(string text) =>
        new ConfigurationBuilder().AddHocon(HoconDocument.Parse(text).Resolve()).Build();
}
