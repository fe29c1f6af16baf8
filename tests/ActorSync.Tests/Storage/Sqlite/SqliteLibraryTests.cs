using System.Runtime.InteropServices;
using Dapper;
using Xunit;

namespace ActorSync.Tests.Storage.Sqlite;

public sealed class SqliteLibraryTests
{
    [Fact]
    public void The_systems_library_is_used_where_there_is_one()
    {
        using var tool = Tool.Open(":memory:");
        var loaded = tool.ExecuteScalar<string>("select sqlite_version()");

        var expected = OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libsqlite3.so.0", out var system) ? VersionOf(system) : "3.35.5";
        Assert.Equal(expected, loaded);
    }

    private static string? VersionOf(nint library) =>
        Marshal.PtrToStringUTF8(Marshal.GetDelegateForFunctionPointer<LibraryVersion>(
            NativeLibrary.GetExport(library, "sqlite3_libversion"))());

    private delegate nint LibraryVersion();
}
