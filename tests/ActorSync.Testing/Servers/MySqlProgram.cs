using System.Diagnostics;

namespace ActorSync.Tests.Servers;

/// <summary>
/// MySQL out of a folder that holds a whole system, of a newer release perhaps than this one: run by that system's own loader
/// over its own libraries, so that nothing has to be entered or mounted.
/// </summary>
internal sealed class MySqlProgram(string root) : DatabaseProgram("mysql", Path.Combine(root, "usr/sbin/mysqld"))
{
    private const string Libraries = "usr/lib/x86_64-linux-gnu";

    private string Daemon => Path.Combine(root, "usr/sbin/mysqld");

    public override string? Missing => File.Exists(Daemon) ? null : $"needs MySQL at {Daemon}";

    protected override IEnumerable<string> Own => [.. Places, "--innodb-redo-log-capacity=512M", "--mysqlx=OFF", "--secure-file-priv=NULL"];

    private string[] Places =>
        [$"--basedir={root}/usr", $"--plugin-dir={root}/usr/lib/mysql/plugin", $"--character-sets-dir={root}/usr/share/mysql/charsets"];

    /// <summary>
    /// Root is made for `localhost` alone, which without name resolution is the socket: the statement lets it come by TCP too.
    /// </summary>
    protected override ProcessStartInfo Install(string data)
    {
        var statements = Path.GetTempFileName();
        File.WriteAllText(statements, "create user root@127.0.0.1;\ngrant all on *.* to root@127.0.0.1 with grant option;\n");
        return Run(Daemon,
            ["--no-defaults", "--initialize-insecure", "--user=root", .. Places, $"--datadir={data}", $"--init-file={statements}"]);
    }

    protected override ProcessStartInfo Run(string program, IEnumerable<string> arguments) => new(
        Path.Combine(root, Libraries, "ld-linux-x86-64.so.2"),
        ["--library-path", $"{root}/{Libraries}:{root}/usr/lib/mysql/private", program, .. arguments]);
}
