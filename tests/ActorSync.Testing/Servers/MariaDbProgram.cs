using System.Diagnostics;

namespace ActorSync.Tests.Servers;

/// <summary>MariaDB as Debian installs it.</summary>
internal sealed class MariaDbProgram() : DatabaseProgram("mariadb", Daemon)
{
    private static readonly string? Daemon = ServerProgram.Find("mariadbd");
    private static readonly string? Installer = ServerProgram.Find("mariadb-install-db");

    public override string? Missing => Daemon is null || Installer is null ? "needs MariaDB (Debian: mariadb-server)" : null;

    protected override IEnumerable<string> Own => ["--binlog-format=ROW", "--innodb-log-file-size=256M"];

    protected override ProcessStartInfo Install(string data) =>
        Run(Installer!,
            [
                "--no-defaults", $"--datadir={data}", $"--tmpdir={data}", "--user=root", "--auth-root-authentication-method=normal",
                "--skip-test-db",
            ]);

    protected override ProcessStartInfo Run(string program, IEnumerable<string> arguments) => new(program, arguments);
}
