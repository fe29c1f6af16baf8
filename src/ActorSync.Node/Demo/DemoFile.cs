using System.Text;

namespace ActorSync.Node.Demo;

/// <summary>What a demonstration feeds: the lines of a file, and what the receiver must hold in the end.</summary>
internal sealed class DemoFile
{
    private const string BundledName = "autumn-forum.ndjson";
    private const char ByteOrderMark = '\uFEFF';

    private DemoFile(string name, (int Number, byte[] Text)[] lines, Dictionary<string, JsonData>? expected) =>
        (Name, Lines, Expected) = (name, lines, expected);

    public string Name { get; }

    /// <summary>Each with its number in the file, where blank ones count too.</summary>
    public (int Number, byte[] Text)[] Lines { get; }

    /// <summary>
    /// By `account|meeting`: the newest revision of every registration that is not cancelled and whose main meeting's is held
    /// too. Null when the file has reports of more than one party, whose changes may cross.
    /// </summary>
    public IReadOnlyDictionary<string, JsonData>? Expected { get; }

    /// <param name="path">Null: the registrations of a made-up forum, carried in the program.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static DemoFile Read(string? path, IReadOnlyCollection<PartyId> parties, DateTimeOffset now)
    {
        var text = path is null ? Bundled() : File.ReadAllBytes(path);
        var lines = Encoding.UTF8.GetString(text).TrimStart(ByteOrderMark).Split('\n')
            .Select((line, i) => (Number: i + 1, Line: line)).Where(l => !string.IsNullOrWhiteSpace(l.Line))
            .Select(l => (l.Number, Text: Encoding.UTF8.GetBytes(l.Line))).ToArray();
        var submissions = lines.Select(l => SubmissionReader.Read(l.Text, now, parties).Submission).OfType<Submission>().ToList();
        return new(path is null ? BundledName : Path.GetFileName(path), lines, Expect(submissions));
    }

    private static Dictionary<string, JsonData>? Expect(List<Submission> submissions)
    {
        if (submissions.Select(s => s.Origin).Distinct().Count() > 1) return null;
        var newest = submissions.GroupBy(s => (s.Account, s.Meeting)).ToDictionary(g => g.Key, g => g.MaxBy(s => s.Revision)!);
        var held = newest.Values
            .Where(s => s.Operation is not Operation.Cancel)
            .Where(s => s.MainMeeting is not { } main
                || (newest.TryGetValue((s.Account, main), out var m) && m.Operation is not Operation.Cancel));
        return held.ToDictionary(s => $"{s.Account}|{s.Meeting}", s => s.Data);
    }

    private static byte[] Bundled()
    {
        using var stream = typeof(DemoFile).Assembly.GetManifestResourceStream(BundledName)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
