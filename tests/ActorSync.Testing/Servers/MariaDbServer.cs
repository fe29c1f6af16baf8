using System.Diagnostics;
using System.Net.Sockets;

namespace ActorSync.Tests.Servers;

/// <summary>A MariaDB with the settings of production that matter here: it forgets nothing that it has committed.</summary>
internal sealed class MariaDbServer() : ServerProcess("mariadb")
{
    private static readonly string? Daemon = ServerProgram.Find("mariadbd");
    private static readonly string? Installer = ServerProgram.Find("mariadb-install-db");
    private static readonly Lazy<Task<string>> Template = new(MakeTemplate);

    /// <summary>Why there can be none here; null when there can.</summary>
    public static string? Missing => Daemon is null || Installer is null ? "needs MariaDB (Debian: mariadb-server)" : null;

    protected override ProcessStartInfo Command => new(Daemon!,
    [
        "--no-defaults", "--user=root", $"--datadir={Data}", $"--socket={Folder}/socket", $"--pid-file={Folder}/pid",
        "--bind-address=127.0.0.1", $"--port={Port}", "--skip-name-resolve", "--character-set-server=utf8mb4",
        "--server-id=1", "--log-bin=binlog", "--binlog-format=ROW", "--binlog-row-metadata=FULL", "--sync-binlog=1",
        "--innodb-flush-log-at-trx-commit=1", "--innodb-buffer-pool-size=512M", "--innodb-log-file-size=256M", "--max-connections=500",
    ]);

    private string Data => Path.Combine(Folder, "data");

    protected override async Task Prepare() => await Run("cp", "-r", await Template.Value, Data);

    /// <summary>It greets whoever connects, once it is ready.</summary>
    protected override async Task<bool> Answers()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", Port);
            return await client.GetStream().ReadAsync(new byte[1]) == 1;
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }

    /// <summary>A data folder with nothing in it, which takes seconds to make: once for all runs, and copied for each server.</summary>
    private static async Task<string> MakeTemplate()
    {
        var version = FileVersion(Daemon!);
        var template = Path.Combine(Path.GetTempPath(), $"actorsync-mariadb-template-{version}");
        if (Directory.Exists(template)) return template;
        var made = Directory.CreateTempSubdirectory("actorsync-mariadb-making-").FullName;
        await Run(Installer!, "--no-defaults", $"--datadir={made}", "--user=root", "--auth-root-authentication-method=normal", "--skip-test-db");
        try
        {
            Directory.Move(made, template);
        }
        catch (IOException) when (Directory.Exists(template))
        {
            // Another run was faster.
            Directory.Delete(made, recursive: true);
        }
        return template;
    }

    /// <summary>An update of the program changes its size or its time.</summary>
    private static string FileVersion(string program)
    {
        var file = new FileInfo(new FileInfo(program).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? program);
        return $"{file.Length:x}-{file.LastWriteTimeUtc.Ticks:x}";
    }

    private static async Task Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {error}{await output}");
    }
}
