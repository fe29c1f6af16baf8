namespace ActorSync;

/// <summary>JSON pointers (RFC 6901), put together name by name.</summary>
public static class JsonPointer
{
    /// <summary>To the field of an object.</summary>
    public static string To(string name) =>
        "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>The name that stands between two slashes of a pointer.</summary>
    public static string NameOf(string word) =>
        word.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
