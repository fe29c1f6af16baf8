using System.Collections.Frozen;
using System.Net.Sockets;

namespace ActorSync.Storage;

/// <summary>What an error means, by its number (https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html).</summary>
internal static class MySqlFailure
{
    private const int UnknownDatabase = 1049;
    private const int Deadlock = 1213;
    private const int DuplicateEntry = 1062;
    private const int DuplicateEntryOfNamedKey = 1586;

    /// <summary>The user, the password or the rights are not what they should be: right now, or until somebody gives them back.</summary>
    private static readonly FrozenSet<int> Denied = [1044, 1045, 1130, 1142, 1143, 1227, 1370, 1698, 1820, 1862, 3118, 4151];

    /// <summary>
    /// What may pass. In order: connections and shutting down (1040 to 1129), broken packets (1152 to 1184), locks (1203 to 1226),
    /// read-only servers, full disks, memory that is short, statements cut short, sessions ended by the server, servers of a
    /// group that are not in it at the moment, prepared statements for which there is no room or that another server has.
    /// </summary>
    private static readonly FrozenSet<int> Passing =
    [
        1040, 1042, 1043, 1053, 1077, 1078, 1079, 1080, 1081, 1129, 1152, 1154, 1155, 1156, 1157, 1158, 1159, 1160, 1161, 1184,
        1203, 1205, 1206, 1207, Deadlock, 1226, 1036, 1290, 1792, 1836, 1874, 1881, 3032, 1021, 1026, 1030, 1114, 1180,
        1037, 1038, 1041, 1135, 1317, 1969, 3024, 1927, 4031, 2002, 2003, 2006, 2013, 2055, 1047, 3100, 3101, 1243, 1461, 1615,
    ];

    /// <summary>
    /// Tables that are gone, changed or damaged: the statements are the same as ever. In order: files that cannot be opened, found
    /// or read, unknown columns, other numbers of columns, no such table, crashed tables, columns that nobody fills, damaged
    /// indexes, tablespaces that are gone, tables that the engine has lost.
    /// </summary>
    private static readonly FrozenSet<int> OutOfForm =
        [1016, 1017, 1033, 1034, 1035, 1054, 1136, 1146, 1194, 1195, 1364, 1712, 1812, 1814, 1932];

    /// <summary>Sessions that the server has ended, and servers that have gone away.</summary>
    private static readonly FrozenSet<int> Ended = [1053, 1927, 2006, 2013, 2055, 4031];

    /// <param name="isOpening">The store is being opened: what a person set wrongly is refused then; later it may pass.</param>
    public static Exception Translate(Exception failure, string store, bool isOpening) => MySqlDriver.NumberOf(failure) switch
    {
        _ when failure is StoreRefusedException && !isOpening => new StoreUnavailableException(failure.Message, failure),
        { } number when Denied.Contains(number) && isOpening => StoreRefusedException.NotWritable(store, failure),
        { } number when OutOfForm.Contains(number) && !isOpening => new StoreUnavailableException(
            $"store {store}: its tables are not those that it was opened with: {failure.Message}. Put back what was dropped or changed",
            failure),
        { } number when number == 0 || Passing.Contains(number) || Denied.Contains(number) || number == UnknownDatabase =>
            Away(failure, store),
        // Nobody gives the driver anything that could be cancelled: that is its own limit.
        null when failure is IOException or SocketException or TimeoutException or OperationCanceledException => Away(failure, store),
        _ => failure,
    };

    /// <summary>The connection has ended; a server that does not answer in time may still have it, and is not asked twice.</summary>
    public static bool IsLost(Exception failure)
    {
        var ended = MySqlDriver.NumberOf(failure) is { } number && Ended.Contains(number);
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is TimeoutException or SocketException { SocketErrorCode: SocketError.TimedOut }) return false;
            ended |= cause is IOException or SocketException;
        }
        return ended;
    }

    public static bool IsUnknownDatabase(Exception failure) => MySqlDriver.NumberOf(failure) == UnknownDatabase;

    /// <summary>A row is there already.</summary>
    public static bool IsDuplicate(Exception failure) => MySqlDriver.NumberOf(failure) is DuplicateEntry or DuplicateEntryOfNamedKey;

    /// <summary>The server has rolled the transaction back, since another one and this one waited for each other.</summary>
    public static bool IsDeadlock(Exception failure) => MySqlDriver.NumberOf(failure) == Deadlock;

    /// <summary>In the words of the first cause: a driver's own say no more than that something failed.</summary>
    private static StoreUnavailableException Away(Exception failure, string store) =>
        new($"store {store}: {failure.GetBaseException().Message}", failure);
}
