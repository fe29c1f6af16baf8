namespace ActorSync.Storage;

/// <summary>Whether the connections to a server are encrypted.</summary>
public enum MySqlTls
{
    /// <summary>Never. Passwords are still not sent in clear.</summary>
    Off,

    /// <summary>Where the server offers it; its certificate is not checked.</summary>
    Preferred,

    /// <summary>Always; its certificate is not checked.</summary>
    Required,

    /// <summary>Always, and its certificate must be valid for its name.</summary>
    Verified,
}
