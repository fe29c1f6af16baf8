using FsCheck;
using FsCheck.Fluent;

namespace ActorSync.Tests.Hocon;

/// <summary>Random texts: JSON, HOCON that mostly makes sense, and pieces of HOCON in any order.</summary>
internal static class Any
{
    private const int Tries = 300;

    private static readonly string[] Pieces =
    [
        "a", "b", "c", "a.b", "\"q r\"", "1", "-2.50", "1e3", "true", "null", "{", "}", "[", "]", "=", ":", "+=", ",", "\n", " ", "  ",
        "${a}", "${?b}", "${a.b}", "${", "}", "?", "include", "include \"x\"", "required(", "file(", ")", "#", "//", "\"", "\"\"\"", "\\",
        "\\u00e9", "\u2003", "\uFEFF", "\t", "\0", "é", "😀", "\ud800", "$", "+", "-", ".", "..", "&", "*", "'", "[]", "{}", "a=1", "b=[1]",
    ];

    private static readonly string[] Keys = ["a", "b", "c", "d"];

    private static readonly Gen<string> Path = PathUnder(Keys);

    private static readonly Gen<string> Simple = Gen.Elements("1", "2.50", "x", "\"q r\"", "true", "null", "two words", "\"\"");

    /// <summary>A document in which the same few keys are assigned, appended to, joined and referred to.</summary>
    internal static Gen<string> Document { get; } = Lines(Field(3, Substitution(Path)));

    /// <summary>The same without cycles: a field refers to its own earlier value, and to keys behind its own in the alphabet.</summary>
    internal static Gen<string> DocumentWithoutCycles { get; } = Lines(
        from path in Path
        let own = Gen.Constant(path)
        let others = Keys.Where(key => string.CompareOrdinal(key, path[..1]) > 0).ToArray()
        from field in Field(Gen.Constant(path), 3, Substitution(others.Length > 0 ? Gen.OneOf(own, PathUnder(others)) : own))
        select field);

    internal static Gen<string> Soup { get; } = Gen.ListOf(Gen.Elements(Pieces)).Select(string.Concat);

    /// <summary>JSON with all its escapes and spellings of numbers.</summary>
    internal static Gen<string> Json { get; } =
        from root in Gen.OneOf(JsonObject(3), JsonArray(3)) from space in JsonSpace select space + root + space;

    private static Gen<string> JsonSpace => Gen.Elements("", "", " ", "\n", "\r\n\t ");

    internal static void Holds<T>(Gen<T> inputs, Action<T> check) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Tries).WithQuietOnSuccess(true), Prop.ForAll(Arb.From(inputs), check));

    /// <summary>A text with one piece of it replaced.</summary>
    internal static Gen<string> Mutated(Gen<string> texts) =>
        from text in texts
        from start in Gen.Choose(0, text.Length)
        from length in Gen.Choose(0, Math.Min(4, text.Length - start))
        from piece in Gen.Elements(Pieces)
        select text[..start] + piece + text[(start + length)..];

    private static Gen<string> PathUnder(string[] keys) =>
        from outer in Gen.Elements(keys)
        from inner in Gen.Elements("", "", ".a", ".b", ".c", ".d")
        select outer + inner;

    private static Gen<string> Substitution(Gen<string> paths) =>
        from mark in Gen.Elements("${", "${?", "${?") from path in paths select mark + path + "}";

    private static Gen<string> Lines(Gen<string> fields) => Few(fields).Select(lines => string.Join('\n', lines));

    private static Gen<string> Field(int depth, Gen<string> substitutions) => Field(Path, depth, substitutions);

    private static Gen<string> Field(Gen<string> paths, int depth, Gen<string> substitutions) =>
        from path in paths
        from separator in Gen.Elements(" = ", " = ", " = ", " : ", " += ")
        from value in Value(depth, substitutions)
        select path + separator + value;

    private static Gen<string> Value(int depth, Gen<string> substitutions) => depth == 0
        ? Gen.OneOf(Simple, substitutions)
        : Gen.OneOf(
            Simple,
            substitutions,
            from fields in Few(Field(depth - 1, substitutions)) select "{ " + string.Join(", ", fields) + " }",
            from elements in Few(Value(depth - 1, substitutions)) select "[" + string.Join(", ", elements) + "]",
            from left in Value(depth - 1, substitutions)
            from space in Gen.Elements("", " ")
            from right in Value(depth - 1, substitutions)
            select left + space + right);

    private static Gen<string> JsonValue(int depth) => depth == 0
        ? Gen.OneOf(
            Gen.Elements("true", "false", "null", "0", "-0", "1.50", "-1e5", "1E+06", "2.5e-3", "123456789012345678901234567890"),
            JsonText)
        : Gen.OneOf(JsonValue(0), JsonObject(depth - 1), JsonArray(depth - 1));

    private static Gen<string> JsonText =>
        from parts in Few(Gen.Elements(
            "a", "${a}", "#", "//", "\\\"", "\\\\", "\\/", "\\n", "\\u00e9", "\\ud83d\\ude00", "é", "😀", "\u2028", "{", "="))
        select "\"" + string.Concat(parts) + "\"";

    private static Gen<string> JsonArray(int depth) =>
        from elements in Few(JsonValue(depth))
        from space in JsonSpace
        select $"[{space}{string.Join(space + "," + space, elements)}{space}]";

    private static Gen<string> JsonObject(int depth) =>
        from fields in Few(from text in JsonText from value in JsonValue(depth) select (Text: text, Value: value))
        from space in JsonSpace
        select $"{{{space}"
            + string.Join(space + ",", fields.Select((field, index) => $"\"{index}.{field.Text[1..]}{space}:{space}{field.Value}"))
            + $"{space}}}";

    private static Gen<IList<T>> Few<T>(Gen<T> items) =>
        from count in Gen.Choose(0, 4) from list in items.ListOf(count) select (IList<T>)list.ToList();
}
