using System.Text;
using ActorSync.Hocon;
using Xunit;

namespace ActorSync.Tests.Hocon.Includes;

public sealed class FileSystemIncludesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hocon-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Names_are_relative_to_the_including_file()
    {
        Write("sub/deep/z.conf", "z = 1");
        Write("sub/y.conf", "y = 1, include \"deep/z\"");
        Write("x.conf", "x = 1, include \"y.conf\"");
        var main = Write("sub/main.conf", "include \"../x.conf\"\ninclude \"./y\"");
        Assert.Equal("""{"x":1,"y":1,"z":1}""", Parsed.Json(HoconDocument.Load(main)));
    }

    [Fact]
    public void A_file_whose_length_is_not_known_beforehand_is_read_to_its_end() =>
        Assert.Equal("Linux\n", FileSystemIncludes.Read("/proc/sys/kernel/ostype", "text")?.Text);

    [Fact]
    public void So_are_names_in_file_and_full_names_stay_as_they_are()
    {
        Write("sub/y.conf", "y = 1");
        var full = Write("z.conf", "z = 1");
        var main = Write(
            "sub/main.conf", $"include file(\"y.conf\")\ninclude file({Quoted(full)})\ninclude url({Quoted("file://" + full)})");
        Assert.Equal("""{"y":1,"z":1}""", Parsed.Json(HoconDocument.Load(main)));
    }

    [Fact]
    public void A_text_that_is_no_file_includes_by_full_name_only()
    {
        var full = Write("x.conf", "x = 1");
        var near = Path.GetRelativePath(Directory.GetCurrentDirectory(), full);
        Assert.Equal("""{"x":1}""", Parsed.Json(HoconDocument.Parse($"include {Quoted(full)}", "text", FileSystemIncludes.Read)));
        Assert.Equal("{}", Parsed.Json(HoconDocument.Parse($"include {Quoted(near)}", "text", FileSystemIncludes.Read)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b/c/d")]
    [InlineData("nul\\u0000byte")]
    public void A_name_that_no_file_has_is_no_trouble(string name) =>
        Assert.Equal("{}", Parsed.Json(HoconDocument.Load(Write("main.conf", $"include \"{name}\""))));

    [Fact]
    public void A_file_reached_by_another_name_is_still_the_same_file()
    {
        var main = Write("main.conf", "include \"sub/../main.conf\"");
        Assert.Equal(
            $"{main}:1:1: expected files that do not include each other in a cycle, found {main}, which is being read",
            Parsed.Faults(() => HoconDocument.Load(main))[0].Message);
    }

    [Fact]
    public void A_byte_order_mark_is_no_obstacle()
    {
        var main = Path.Combine(_folder.FullName, "main.conf");
        File.WriteAllText(main, "a = ü", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal("""{"a":"ü"}""", Parsed.Json(HoconDocument.Load(main)));
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_placed()
    {
        var main = Path.Combine(_folder.FullName, "main.conf");
        File.WriteAllBytes(main, [.. "ü = 1\nb = "u8, 0xFC, (byte)'\n']);
        Assert.Equal($"{main}:2:5: expected UTF-8, found the byte 0xFC", Parsed.Faults(() => HoconDocument.Load(main))[0].Message);
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_fault_where_it_is_the_whole_document()
    {
        var main = Path.Combine(_folder.FullName, "no.conf");
        Assert.Equal($"{main}: expected a file, found none", Parsed.Faults(() => HoconDocument.Load(main))[0].Message);
    }

    [Fact]
    public void A_file_that_is_too_large_is_not_read()
    {
        var main = Path.Combine(_folder.FullName, "large.conf");
        using (var file = File.Create(main))
            file.SetLength(16 * 1024 * 1024 + 1);
        Assert.Equal($"{main}: expected at most 16777216 bytes, found 16777217", Parsed.Faults(() => HoconDocument.Load(main))[0].Message);
    }

    [Fact]
    public void Other_formats_can_be_loaded_by_themselves()
    {
        Assert.Equal("""{"a":{"b":"1"}}""", Parsed.Json(HoconDocument.Load(Write("x.properties", "a.b=1"))));
        Assert.Equal("""{"a.b":1}""", Parsed.Json(HoconDocument.Load(Write("x.json", "{\"a.b\":1}"))));
    }

    private static string Quoted(string path) => $"\"{path.Replace("\\", "\\\\", StringComparison.Ordinal)}\"";

    private string Write(string name, string text)
    {
        var path = Path.GetFullPath(name, _folder.FullName);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
