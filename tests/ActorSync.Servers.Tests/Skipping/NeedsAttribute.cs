namespace ActorSync.Tests.Skipping;

/// <summary>
/// On a test class: its tests, inherited ones too, are skipped with the reason where a server is not installed. Each
/// server has an attribute of its own.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal abstract class NeedsAttribute(string? missing) : Attribute
{
    /// <summary>What is missing; null when nothing is.</summary>
    public string? Missing => missing;
}
