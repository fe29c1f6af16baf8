namespace ActorSync.Benchmarks.Growth;

/// <summary>How cost grows: points measured in turns, and each beside the first one.</summary>
internal static class Curve
{
    /// <summary>Runs every point in every round.</summary>
    /// <param name="points">The baseline first.</param>
    /// <param name="rounds">Rounds that count.</param>
    /// <param name="warmUp">Rounds before them that do not.</param>
    /// <param name="run">Runs one point in the so-manieth run of all, whether it counts or not.</param>
    public static async Task Run(IReadOnlyList<Point> points, int rounds, int warmUp, Func<Point, int, bool, Task> run)
    {
        var runs = 0;
        for (var round = 1 - warmUp; round <= rounds; round++)
            foreach (var point in points)
            {
                Live.Round(round, warmUp, rounds, $"{point.Size:N0}");
                await run(point, ++runs, round >= 1);
            }
    }

    /// <param name="title">What grows.</param>
    /// <param name="size">The column of what grows.</param>
    /// <param name="points">The baseline first.</param>
    /// <param name="extra">Further columns, with the figure of each point.</param>
    public static ResultTable Table(
        string title, Column size, IReadOnlyList<Point> points, params (Column Column, IReadOnlyList<Figure> Figures)[] extra)
    {
        var table = new ResultTable(title, [size, new("registrations/s", "rate"), new("ratio", "ratio", "0.00"),
            new("node CPU µs each", "cpuMicroseconds"), new("ratio", "cpuRatio", "0.00"), .. extra.Select(e => e.Column)]);
        foreach (var (i, point) in points.Index())
            table.Add([Figure.Once(point.Size), point.Rate, point.Rate.DividedBy(points[0].Rate),
                point.NodeCpu, point.NodeCpu.DividedBy(points[0].NodeCpu), .. extra.Select(e => e.Figures[i])]);
        return table;
    }
}
