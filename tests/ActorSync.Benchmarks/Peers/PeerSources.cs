using System.Diagnostics;
using ActorSync.Tests.Support;

namespace ActorSync.Benchmarks.Peers;

/// <summary>The peers' projects, `tests/Peers`, which are built on demand.</summary>
internal static class PeerSources
{
    private const string Folder = "tests/Peers";

    /// <returns>The built program.</returns>
    /// <exception cref="CannotRunException">It does not build; a package may be missing on this machine's feed.</exception>
    public static async Task<string> Build(string folder, string project)
    {
        var file = Path.Combine(PathOf(folder), $"{project}.csproj");
        await Run("dotnet", PathOf(folder), "build", file, "-c", "Release", "-nologo", "-v", "quiet", "-m:1", "-nodeReuse:false");
        return Path.Combine(PathOf(folder), "bin", "Release", "net10.0", $"{project}.dll");
    }

    /// <summary>Installs the packages of a Node.js project, the first time.</summary>
    /// <exception cref="CannotRunException">There is no npm, or it cannot get them.</exception>
    public static async Task Install(string folder)
    {
        if (!Directory.Exists(Path.Combine(PathOf(folder), "node_modules")))
            await Run("npm", PathOf(folder), "install", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel", "error");
    }

    /// <returns>The full path of something in there.</returns>
    public static string PathOf(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !Directory.Exists(Path.Combine(root.FullName, Folder))) root = root.Parent;
        return root is null
            ? throw new CannotRunException($"expected {Folder} above {AppContext.BaseDirectory}, found none")
            : Path.Combine(root.FullName, Folder, name);
    }

    private static async Task Run(string program, string folder, params string[] arguments)
    {
        try
        {
            var process = OwnProcesses.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
            });
            var error = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync() + await error;
            await process.WaitForExitAsync();
            var code = process.ExitCode;
            await OwnProcesses.End(process);
            if (code != 0) throw new CannotRunException($"{program} {arguments[0]} failed: {FirstFault(output)}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new CannotRunException($"{program} is not installed");
        }
    }

    private static string FirstFault(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.FirstOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase))
            ?? lines.LastOrDefault() ?? "it said nothing";
    }
}
