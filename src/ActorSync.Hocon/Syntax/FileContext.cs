using ActorSync.Hocon.Tree;

namespace ActorSync.Hocon.Syntax;

/// <summary>
/// The file being parsed: how deep in the document its root stands, which files led to it, and where faults are gathered.
/// </summary>
internal sealed class FileContext
{
    private readonly HoconInclude _include;
    private readonly FileContext? _includedBy;
    private readonly List<HoconFault> _faults;
    private readonly int _includeDepth;

    private FileContext(string name, HoconInclude include, int depth, FileContext? includedBy)
    {
        Name = name;
        Depth = depth;
        _include = include;
        _includedBy = includedBy;
        _faults = includedBy?._faults ?? [];
        _includeDepth = includedBy is null ? 0 : includedBy._includeDepth + 1;
        Scopes = includedBy is null || includedBy.Depth == depth ? includedBy?.Scopes ?? [depth] : [depth, .. includedBy.Scopes];
    }

    internal string Name { get; }

    internal int Depth { get; }

    /// <summary>See <see cref="SubstitutionNode.Scopes"/>.</summary>
    internal IReadOnlyList<int> Scopes { get; }

    /// <summary>A text that includes nothing.</summary>
    internal static FileContext Alone(string name) => new(name, (_, _) => null, 0, null);

    /// <summary>Parses a document and everything it includes; throws with the first fault of each file.</summary>
    internal static Node Parse(HoconFile file, HoconInclude include)
    {
        var context = new FileContext(file.Name, include, 0, null);
        var root = context.Collect(() => FileParser.Parse(file, context));
        return context._faults.Count == 0 ? root! : throw HoconException.Of(context._faults);
    }

    /// <summary>
    /// Adds a file's fields to an object at a depth of this document; false if there is no such file. A fault inside that
    /// file is kept, and the including one read on: its author may want to know about his own.
    /// </summary>
    internal bool TryInclude(string name, ObjectNode into, int depth, HoconOrigin origin)
    {
        if (_include(name, Name) is not { } file)
            return false;
        RefuseCycle(file.Name, origin);
        var context = new FileContext(file.Name, _include, depth, this);
        if (context.Collect(() => FileParser.ParseIncluded(file, context)) is { } fields)
            into.AddAll(fields);
        return true;
    }

    private void RefuseCycle(string name, HoconOrigin origin)
    {
        for (var file = this; file is not null; file = file._includedBy)
            if (file.Name == name)
                throw HoconException.At(origin, "files that do not include each other in a cycle", $"{name}, which is being read");
        if (_includeDepth == Limits.IncludeDepth)
            throw HoconException.At(origin, $"at most {Limits.IncludeDepth} files including each other", "one more");
    }

    private T? Collect<T>(Func<T> parse)
        where T : class
    {
        try
        {
            return parse();
        }
        catch (HoconException failure)
        {
            _faults.AddRange(failure.Faults);
            return null;
        }
    }
}
