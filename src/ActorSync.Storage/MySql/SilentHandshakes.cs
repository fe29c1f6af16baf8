#if !FEED_PUBLIC
using System.Runtime.ExceptionServices;
using MySql.Data.MySqlClient;

namespace ActorSync.Storage;

/// <summary>
/// Servers that fall silent while a connection is being encrypted. MySql.Data then throws on a timer's thread besides, which would
/// end the process (R26); whoever opens the connection hears of it all the same.
/// </summary>
internal static class SilentHandshakes
{
    private static readonly Lazy<bool> Outlived = new(() =>
    {
        try
        {
            ExceptionHandling.SetUnhandledExceptionHandler(IsOfDriver);
            return true;
        }
        catch (InvalidOperationException)
        {
            // The program has a handler of its own: it decides.
            return false;
        }
    });

    /// <summary>To be called before the first connection; later it does nothing.</summary>
    public static void Outlive() => _ = Outlived.Value;

    private static bool IsOfDriver(Exception unhandled) =>
        unhandled is AggregateException { InnerExceptions: [{ } thrown] }
        && thrown.Source == typeof(MySqlConnection).Assembly.GetName().Name;
}
#endif
