namespace ActorSync.Hocon;

/// <summary>Text as a fault shows it: enough to recognise it by.</summary>
internal static class Excerpt
{
    private const int Length = 40;

    internal static string Of(string text) => text.Length <= Length ? text : text[..Length] + "…";
}
