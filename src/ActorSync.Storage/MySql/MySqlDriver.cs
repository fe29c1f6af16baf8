using System.Data.Common;
#if FEED_PUBLIC
using MySqlConnector;
#else
using MySql.Data.MySqlClient;
#endif

namespace ActorSync.Storage;

/// <summary>
/// The one place that knows which driver there is: MySqlConnector where the feed has it, else MySql.Data. Everything else goes
/// through System.Data.Common, and synchronously: asynchronous calls of MySql.Data know no timeouts.
/// </summary>
internal static class MySqlDriver
{
    /// <summary>
    /// What is said of the driver's own failures; MySqlConnector numbers some of them below it, such as a command that took too long.
    /// </summary>
    private const int OwnOfDriver = 0;

    /// <param name="database">Null: none.</param>
    /// <returns>Not open.</returns>
    public static DbConnection Connection(MySqlSettings settings, string? database)
    {
#if !FEED_PUBLIC
        SilentHandshakes.Outlive();
#endif
        var text = new DbConnectionStringBuilder
        {
            ["Server"] = settings.Host, ["Port"] = settings.Port, ["User ID"] = settings.User, ["Password"] = settings.Password,
            ["SslMode"] = settings.Tls switch
            {
                MySqlTls.Off => "Disabled", MySqlTls.Preferred => "Preferred", MySqlTls.Required => "Required", _ => "VerifyFull",
            },
            // Without encryption, the key that protects the password comes from the server itself.
            ["AllowPublicKeyRetrieval"] = settings.Tls is MySqlTls.Off,
            ["ConnectionTimeout"] = (int)settings.ConnectTimeout.TotalSeconds,
            ["DefaultCommandTimeout"] = (int)settings.CommandTimeout.TotalSeconds,
            ["CharSet"] = "utf8mb4",
            // Sessions are kept open; and rows that are found count as changed, whether they differ or not.
            ["Pooling"] = false, ["UseAffectedRows"] = false,
        };
        if (database is not null) text["Database"] = database;
        return new MySqlConnection(text.ConnectionString);
    }

    /// <summary>The number that the server gave the first row of an `insert`; 0 when the table numbers none.</summary>
    public static long FirstNumberOf(DbCommand inserted) => ((MySqlCommand)inserted).LastInsertedId;

    /// <summary>
    /// The server's error number; 0 when the failure is the driver's own, such as a lost connection or a
    /// timeout; null: another exception.
    /// </summary>
    public static int? NumberOf(Exception failure) => failure is MySqlException e ? Math.Max((int)e.Number, OwnOfDriver) : null;
}
