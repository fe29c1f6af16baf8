namespace ActorSync.Node.Configuration;

/// <summary>The objects whose keys are names that the operator gives; elsewhere the reference has every key.</summary>
internal static class NamedObjects
{
    public const string Root = "actorsync";

    public const string Parties = $"{Root}.parties";

    public const string PartyDefaults = $"{Root}.party-defaults";

    /// <summary>Each with what stands under a name: what the reference has at that key, or, where null, a single value.</summary>
    public static IReadOnlyDictionary<string, string?> All { get; } = new Dictionary<string, string?>
    {
        [Parties] = PartyDefaults,
        [$"{Root}.node.api-keys"] = null,
        [$"{PartyDefaults}.headers"] = null,
    };
}
