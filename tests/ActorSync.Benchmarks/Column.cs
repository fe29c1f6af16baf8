namespace ActorSync.Benchmarks;

/// <summary>A column of figures.</summary>
/// <param name="Title">For people.</param>
/// <param name="Key">For scripts.</param>
/// <param name="Format">How a figure is printed.</param>
internal sealed record Column(string Title, string Key, string Format = "N0");
