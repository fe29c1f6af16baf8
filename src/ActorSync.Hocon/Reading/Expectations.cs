using System.Globalization;

namespace ActorSync.Hocon;

/// <summary>What a fault says would have been right.</summary>
internal static class Expectations
{
    internal const string Boolean = "true, yes, on, false, no or off";
    internal const string Duration = "a duration such as 500ms, 10s, 5m, 2h or 1d";
    internal const string Size = "a size such as 512, 64 KiB or 10 MB";

    internal static readonly string Whole =
        string.Create(CultureInfo.InvariantCulture, $"a whole number from {int.MinValue} to {int.MaxValue}");
}
