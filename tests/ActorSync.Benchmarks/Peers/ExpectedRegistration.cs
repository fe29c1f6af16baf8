namespace ActorSync.Benchmarks.Peers;

/// <summary>A registration in its newest revision.</summary>
/// <param name="Line">The line that brings it.</param>
/// <param name="MainLine">The line that brings its main meeting's; its own for a main meeting.</param>
internal sealed record ExpectedRegistration(string Account, string Meeting, long Revision, int Line, int MainLine);
