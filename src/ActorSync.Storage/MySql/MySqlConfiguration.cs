namespace ActorSync.Storage;

/// <summary>
/// What somebody says of a store on a MySQL or MariaDB server, before it is checked; <see cref="MySqlSettings"/> says what it means.
/// </summary>
public sealed record MySqlConfiguration
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    public required string Database { get; init; }

    public required string User { get; init; }

    public required string Password { get; init; }

    public required MySqlTls Tls { get; init; }

    public required int Writers { get; init; }

    public required int Readers { get; init; }

    public required TimeSpan ConnectTimeout { get; init; }

    public required TimeSpan CommandTimeout { get; init; }

    /// <summary>Without the password.</summary>
    public override string ToString() => $"{User} at {Database} on {Host}:{Port}";
}
