namespace ActorSync.Benchmarks.Peers;

/// <summary>What was measured of one system.</summary>
internal sealed class Result(Contender contender)
{
    public Contender Contender => contender;

    /// <summary>Why there is nothing, or no more; null: it ran.</summary>
    public string? NotRun { get; private set; }

    /// <summary>Whether it ran, and then failed.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>One for each round.</summary>
    public List<Figures> Floods { get; } = [];

    public Figures? Paced { get; set; }

    public Interrupted? Interrupted { get; set; }

    /// <summary>It cannot be built or started here.</summary>
    public void CannotStart(string why) => NotRun = why;

    /// <summary>It started, and failed on the way.</summary>
    public void Fail(string why) => (NotRun, HasFailed) = (why, true);

    /// <summary>The median of the rounds; null without any.</summary>
    public double? MedianOf(Func<Figures, double> figure) => Floods.Count == 0 ? null : Median.Of(Floods.Select(figure));
}
