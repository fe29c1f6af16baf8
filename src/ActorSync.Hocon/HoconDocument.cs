using ActorSync.Hocon.Resolution;
using ActorSync.Hocon.Syntax;
using ActorSync.Hocon.Tree;

namespace ActorSync.Hocon;

/// <summary>
/// A configuration as written. Substitutions mean something only once all documents lie on each other, so documents are
/// layered first and resolved last.
/// </summary>
public sealed class HoconDocument
{
    private readonly IReadOnlyList<Node> _roots;

    private HoconDocument(IReadOnlyList<Node> roots) => _roots = roots;

    public static HoconDocument Empty { get; } = new([new ObjectNode(HoconOrigin.None)]);

    /// <param name="text">HOCON, of which JSON is a part.</param>
    /// <param name="source">The name the text goes by in faults, and to which included files are relative.</param>
    /// <param name="include">Finds included files; without it there are none.</param>
    /// <exception cref="HoconException">The text, or that of an included file, is not HOCON.</exception>
    public static HoconDocument Parse(string text, string source = "text", HoconInclude? include = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new HoconDocument([FileContext.Parse(new HoconFile(source, text), include ?? ((_, _) => null))]);
    }

    /// <summary>Reads a file and what it includes, from the file system.</summary>
    /// <exception cref="HoconException">There is no such file, it cannot be read, or it is not HOCON.</exception>
    public static HoconDocument Load(string path)
    {
        var full = Path.GetFullPath(path);
        var file = FileSystemIncludes.Read(full) ?? throw HoconException.At(HoconOrigin.Of(full), "a file", "none");
        return new HoconDocument([FileContext.Parse(file, FileSystemIncludes.Read)]);
    }

    /// <summary>One setting from a command line: <c>path=value</c>.</summary>
    /// <remarks>
    /// The value is HOCON if it can be, and text otherwise: an address need not be quoted. What starts like an object, an
    /// array, a quoted text or a substitution has to be one.
    /// </remarks>
    /// <exception cref="HoconException">There is no path, or the value starts like HOCON and is not.</exception>
    public static HoconDocument Override(string assignment, string source = "override")
    {
        ArgumentNullException.ThrowIfNull(assignment);
        return new HoconDocument([OverrideParser.Parse(assignment, source)]);
    }

    /// <summary>This document over another: what both define, this one decides; objects are merged.</summary>
    public HoconDocument WithFallback(HoconDocument fallback)
    {
        ArgumentNullException.ThrowIfNull(fallback);
        return new HoconDocument([.. fallback._roots, .. _roots]);
    }

    /// <summary>Puts in what substitutions stand for.</summary>
    /// <param name="environment">Asked where the documents have no answer; environment variables as a rule.</param>
    /// <exception cref="HoconException">A substitution has no answer, or the root is an array.</exception>
    public HoconObject Resolve(Func<string, string?>? environment = null) => Root(ResolveValue(environment));

    /// <summary>
    /// Puts in what substitutions stand for, as far as they have an answer: elsewhere stands a <see cref="HoconUnresolved"/>.
    /// </summary>
    /// <param name="environment">Asked where the documents have no answer.</param>
    /// <param name="faults">Gets what has no answer, with its key.</param>
    /// <exception cref="HoconException">The root is an array, or there is no end to what substitutions stand for.</exception>
    public HoconObject Resolve(Func<string, string?>? environment, ICollection<HoconFault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        return Root(Resolver.Resolve(_roots, environment ?? (_ => null), faults));
    }

    /// <summary>As <see cref="Resolve(Func{string, string}?)"/>, for a document whose root may be an array.</summary>
    public HoconValue ResolveValue(Func<string, string?>? environment = null)
    {
        List<HoconFault> faults = [];
        var value = Resolver.Resolve(_roots, environment ?? (_ => null), faults);
        return faults.Count == 0 ? value : throw HoconException.Of(faults);
    }

    private static HoconObject Root(HoconValue root) =>
        root as HoconObject ?? throw HoconException.At(root.Origin, "an object at the root", "an array");
}
