using System.Runtime.InteropServices;
using SQLitePCL;

namespace ActorSync.Storage;

/// <summary>
/// Which SQLite is loaded: the system's where there is one that is no older than the bundled, since the system patches its own.
/// </summary>
internal static class SqliteLibrary
{
    private const string BundledName = "e_sqlite3";
    private const string SystemName = "libsqlite3.so.0";

    /// <summary>3.35.5, as `sqlite3_libversion_number` says it: what the package brings, and what the statements need.</summary>
    private const int BundledVersion = 3_035_005;

    private static readonly Lazy<nint> OfSystem = new(() =>
        OperatingSystem.IsLinux() && NativeLibrary.TryLoad(SystemName, out var library) && VersionOf(library) >= BundledVersion
            ? library
            : 0);

    private static readonly Lazy<bool> Chosen = new(() =>
    {
        // Functions are bound one by one: choosing after somebody's first call would mix two libraries in one process.
        if (IsInUse()) return false;
        NativeLibrary.SetDllImportResolver(
            typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == BundledName ? OfSystem.Value : 0);
        Batteries_V2.Init();
        // A connection here is one thread's at a time, and nobody asks how much memory there is: without locks for either, a
        // row costs a tenth less.
        raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
        return true;
    });

    private delegate int VersionNumber();

    /// <summary>To be called before the first connection; later it does nothing.</summary>
    public static void Choose() => _ = Chosen.Value;

    private static bool IsInUse()
    {
        try
        {
            return raw.GetNativeLibraryName().Length > 0;
        }
        catch (Exception)
        {
            // It has no other way to say that nobody has asked for a library yet.
            return false;
        }
    }

    private static int VersionOf(nint library) => NativeLibrary.TryGetExport(library, "sqlite3_libversion_number", out var function)
        ? Marshal.GetDelegateForFunctionPointer<VersionNumber>(function)()
        : 0;
}
