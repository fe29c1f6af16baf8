using System.Diagnostics;

namespace ActorSync.Benchmarks.Peers;

/// <summary>How a system is started, and started again after it was killed: its state is elsewhere.</summary>
/// <param name="Program">And its arguments.</param>
/// <param name="Folder">Where it runs: files that it names without a folder are its own.</param>
/// <param name="Api">Where it takes submissions.</param>
/// <param name="Ready">Answers 200 when it is ready.</param>
internal sealed record Launch(string[] Program, string Folder, Uri Api, Uri Ready)
{
    public ProcessStartInfo Command => new(Program[0], Program[1..]) { WorkingDirectory = Folder };
}
