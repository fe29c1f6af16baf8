using System.Diagnostics;

namespace ActorSync.Tests.Servers;

/// <summary>
/// How one kind of database is run. MariaDB, unless ACTORSYNC_MYSQL_ROOT names a folder with a
/// system in which MySQL is installed.
/// </summary>
internal abstract class DatabaseProgram
{
    private const string MySqlRoot = "ACTORSYNC_MYSQL_ROOT";

    /// <summary>Settings of production that matter in tests, and that both kinds know: nothing that was committed is forgotten.</summary>
    private static readonly string[] Common =
    [
        "--user=root", "--bind-address=127.0.0.1", "--skip-name-resolve", "--character-set-server=utf8mb4", "--server-id=1",
        "--log-bin=binlog", "--binlog-row-metadata=FULL", "--sync-binlog=1", "--innodb-flush-log-at-trx-commit=1",
        "--innodb-buffer-pool-size=512M", "--max-connections=500",
    ];

    private readonly string _name;
    private readonly string? _daemon;
    private readonly Lazy<Task<string>> _template;

    /// <param name="daemon">Its program's path; null where it is not installed.</param>
    protected DatabaseProgram(string name, string? daemon) => (_name, _daemon, _template) = (name, daemon, new(MakeTemplate));

    public static DatabaseProgram Chosen { get; } =
        Environment.GetEnvironmentVariable(MySqlRoot) is { Length: > 0 } root ? new MySqlProgram(root) : new MariaDbProgram();

    /// <summary>Why it cannot be run here; null when it can.</summary>
    public abstract string? Missing { get; }

    /// <summary>What starts it.</summary>
    /// <param name="folder">
    /// Its own: sockets, and temporary tables, which a server that starts deletes wherever it finds them, be they those of another
    /// that is in the middle of a statement.
    /// </param>
    /// <param name="data">As <see cref="MakeData"/> has made it.</param>
    public ProcessStartInfo Command(string folder, string data, int port) => Run(
        _daemon!,
        [
            "--no-defaults", $"--datadir={data}", $"--tmpdir={folder}", $"--socket={folder}/socket", $"--pid-file={folder}/pid",
            $"--port={port}", .. Common, .. Own,
        ]);

    /// <summary>Makes a data folder with nothing in it, that root may enter without a password.</summary>
    public async Task MakeData(string data) => await End(new("cp", ["-r", await _template.Value, data]));

    /// <summary>Options that the other kind does not know.</summary>
    protected abstract IEnumerable<string> Own { get; }

    /// <summary>Fills an empty folder, which takes seconds.</summary>
    protected abstract ProcessStartInfo Install(string data);

    protected abstract ProcessStartInfo Run(string program, IEnumerable<string> arguments);

    /// <summary>Once for all runs, and copied for each server.</summary>
    private async Task<string> MakeTemplate()
    {
        var template = Path.Combine(Path.GetTempPath(), $"actorsync-{_name}-template-{FileVersion(_daemon!)}");
        if (Directory.Exists(template)) return template;
        var made = Directory.CreateTempSubdirectory($"actorsync-{_name}-making-").FullName;
        await End(Install(made));
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

    private static async Task End(ProcessStartInfo command)
    {
        (command.RedirectStandardOutput, command.RedirectStandardError) = (true, true);
        using var process = Process.Start(command)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command.FileName} ended with {process.ExitCode}: {error}{await output}");
    }
}
