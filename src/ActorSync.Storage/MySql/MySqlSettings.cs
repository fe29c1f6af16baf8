using System.Net;

namespace ActorSync.Storage;

/// <summary>Where a store on a MySQL or MariaDB server is, and how it is used. Never changed after start; an instance is valid.</summary>
public sealed record MySqlSettings
{
    public const int MostSessions = 64;
    public const int LongestName = 64;
    public static readonly TimeSpan ShortestTimeout = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(5);

    private MySqlSettings() { }

    public required string Host { get; init; }

    public required int Port { get; init; }

    /// <summary>Created where it is missing and the user may do so.</summary>
    public required string Database { get; init; }

    public required string User { get; init; }

    /// <summary>A secret: never logged or shown.</summary>
    public required string Password { get; init; }

    public required MySqlTls Tls { get; init; }

    /// <summary>Sessions that write at the same time, each for a part of the shards.</summary>
    public required int Writers { get; init; }

    /// <summary>Sessions that answer questions at the same time.</summary>
    public required int Readers { get; init; }

    public required TimeSpan ConnectTimeout { get; init; }

    /// <summary>
    /// After which a statement without an answer counts as failed, with unknown effect. Whole seconds, as the drivers count.
    /// </summary>
    public required TimeSpan CommandTimeout { get; init; }

    /// <summary>How many shards the accounts are spread over: fixed when the store is created.</summary>
    public required int Shards { get; init; }

    /// <summary>Checks everything, so that one look shows all that is wrong. The password is in no fault.</summary>
    public static Reading<MySqlSettings> Read(MySqlConfiguration said, int shards)
    {
        List<Fault> faults = [];
        if (said.Host.Length == 0 || said.Host.Any(c => char.IsWhiteSpace(c) || c is ';' or ','))
            faults.Add(new("/host", $"expected one host name or address, found {said.Host}"));
        if (said.Port is < 1 or > IPEndPoint.MaxPort)
            faults.Add(new("/port", $"expected a port from 1 to {IPEndPoint.MaxPort}, found {said.Port}"));
        if (said.Database.Length is 0 or > LongestName || said.Database.Any(c => c is <= ' ' or '`' or '/' or '\\' or '.'))
            faults.Add(new("/database",
                $"expected a name of 1 to {LongestName} characters without white space, dots, slashes and back quotes, "
                    + $"found {said.Database}"));
        if (said.User.Length == 0) faults.Add(new("/user", "expected a user name, found nothing"));
        CheckCount("/writers", said.Writers, MostSessions, faults);
        CheckCount("/readers", said.Readers, MostSessions, faults);
        CheckTimeout("/connectTimeout", said.ConnectTimeout, faults);
        CheckTimeout("/commandTimeout", said.CommandTimeout, faults);
        CheckCount("/shards", shards, SqliteSettings.MaxShards, faults);
        return new() { Faults = faults, Settings = faults.Count == 0 ? Create(said, shards) : null };
    }

    /// <summary>Which store, for people.</summary>
    public override string ToString() => $"{Database} on {Host}:{Port}";

    private static MySqlSettings Create(MySqlConfiguration said, int shards) => new()
    {
        Host = said.Host,
        Port = said.Port,
        Database = said.Database,
        User = said.User,
        Password = said.Password,
        Tls = said.Tls,
        Writers = said.Writers,
        Readers = said.Readers,
        ConnectTimeout = said.ConnectTimeout,
        CommandTimeout = said.CommandTimeout,
        Shards = shards,
    };

    private static void CheckCount(string pointer, int count, int most, List<Fault> faults)
    {
        if (count < 1 || count > most) faults.Add(new(pointer, $"expected a whole number from 1 to {most}, found {count}"));
    }

    private static void CheckTimeout(string pointer, TimeSpan timeout, List<Fault> faults)
    {
        if (timeout < ShortestTimeout || timeout > LongestTimeout || timeout.Ticks % TimeSpan.TicksPerSecond != 0)
            faults.Add(new(pointer, $"expected whole seconds from {ShortestTimeout.TotalSeconds} s to {LongestTimeout.TotalMinutes} min, "
                + $"found {timeout.TotalSeconds} s"));
    }
}
