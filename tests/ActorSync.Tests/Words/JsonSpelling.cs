using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace ActorSync.Tests;

/// <summary>One JSON value that can be spelled in many ways: order of names, white space, escapes.</summary>
internal abstract record JsonSpelling
{
    private static readonly string[] Names = ["a", "a!", "b", "A", "é", "陈", "🎫", "\"", "\\", "/", "\u0001", "\n", "", "name", "zz"];
    private static readonly string[] Numbers = ["0", "-1", "1.0", "1.00", "1e3", "1E3", "12345678901234567890123"];
    private static readonly string[] Literals = ["true", "false", "null"];
    private static readonly string[] Blanks = ["", "", " ", "\n", "\t", "\r\n  "];

    public sealed record Object(IReadOnlyList<(string Name, JsonSpelling Value)> Members) : JsonSpelling;

    public sealed record Array(IReadOnlyList<JsonSpelling> Items) : JsonSpelling;

    public sealed record Text(string Value) : JsonSpelling;

    /// <summary>A number, as written, or a literal.</summary>
    public sealed record Bare(string Value) : JsonSpelling;

    public static Gen<JsonSpelling> Objects { get; } = Gen.Sized(size => ObjectOf(Math.Min(3, size / 8)));

    /// <summary>An object, and the seed of one of its spellings.</summary>
    public static Arbitrary<(JsonSpelling Json, int Seed)> Spelled { get; } =
        Objects.Zip(Gen.Choose(1, 1_000_000), (json, seed) => (json, seed)).ToArbitrary();

    /// <summary>One of its spellings; the same seed gives the same.</summary>
    public byte[] Spell(int seed)
    {
        var text = new StringBuilder();
        Write(text, new Random(seed));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public override string ToString() => Encoding.UTF8.GetString(Spell(0));

    private static Gen<JsonSpelling> ObjectOf(int depth) =>
        from names in Gen.SubListOf(Names)
        from values in ValueOf(depth).ListOf(names.Count)
        select (JsonSpelling)new Object([.. names.Zip(values)]);

    private static Gen<JsonSpelling> ValueOf(int depth)
    {
        var text = Gen.Elements(Names).Select(v => (JsonSpelling)new Text(v));
        var bare = Gen.Elements(Numbers.Concat(Literals)).Select(v => (JsonSpelling)new Bare(v));
        if (depth == 0) return text.Or(bare);
        var array = Gen.Choose(0, 3).SelectMany(n => ValueOf(depth - 1).ListOf(n)).Select(items => (JsonSpelling)new Array(items));
        return Gen.OneOf(text, bare, array, ObjectOf(depth - 1));
    }

    private void Write(StringBuilder text, Random chance)
    {
        Blank(text, chance);
        switch (this)
        {
            case Text t: Quote(text, t.Value, chance); break;
            case Bare b: text.Append(b.Value); break;
            case Array a: Separated(text, '[', a.Items, ']', chance, item => item.Write(text, chance)); break;
            case Object o:
                var members = o.Members.ToArray();
                chance.Shuffle(members);
                Separated(text, '{', members, '}', chance, m =>
                {
                    Blank(text, chance);
                    Quote(text, m.Name, chance);
                    Blank(text, chance);
                    text.Append(':');
                    m.Value.Write(text, chance);
                });
                break;
        }
        Blank(text, chance);
    }

    private static void Separated<T>(StringBuilder text, char open, IReadOnlyList<T> items, char close, Random chance, Action<T> write)
    {
        text.Append(open);
        if (items.Count == 0) Blank(text, chance);
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0) text.Append(',');
            write(items[i]);
        }
        text.Append(close);
    }

    private static void Quote(StringBuilder text, string value, Random chance)
    {
        text.Append('"');
        foreach (var rune in value.EnumerateRunes()) text.Append(Character(rune, chance));
        text.Append('"');
    }

    private static string Character(Rune rune, Random chance)
    {
        var codes = string.Concat(rune.ToString().Select(c => chance.Next(2) == 0 ? $"\\u{(int)c:x4}" : $"\\u{(int)c:X4}"));
        var plain = rune.Value switch { '"' => "\\\"", '\\' => "\\\\", '\n' => "\\n", < ' ' => codes, _ => rune.ToString() };
        return chance.Next(3) switch { 0 => codes, 1 when rune.Value == '/' => "\\/", _ => plain };
    }

    private static void Blank(StringBuilder text, Random chance) => text.Append(Blanks[chance.Next(Blanks.Length)]);
}
