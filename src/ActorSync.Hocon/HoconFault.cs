namespace ActorSync.Hocon;

/// <summary>One thing wrong with a configuration, in the terms of the one who wrote it.</summary>
/// <param name="Origin">Where it stands.</param>
/// <param name="Key">The full key concerned; empty where the fault lies in the text itself.</param>
/// <param name="Expected">What would have been right.</param>
/// <param name="Found">What is there.</param>
public sealed record HoconFault(HoconOrigin Origin, string Key, string Expected, string Found)
{
    public static HoconFault At(HoconOrigin origin, string expected, string found) => new(origin, "", expected, found);

    public string Message =>
        string.Concat(Prefix(Origin.ToString()), Prefix(Key), $"expected {Expected}, found {Found}");

    public override string ToString() => Message;

    private static string Prefix(string text) => text.Length == 0 ? "" : text + ": ";
}
