namespace ActorSync.Tests.Simulation;

/// <summary>How often what fails does so, as shares of the calls.</summary>
internal sealed record Troubles
{
    public static readonly Troubles None = new();

    /// <summary>Calls to a party that do not go well.</summary>
    public double Party { get; init; }

    /// <summary>Answers of a party that take seconds.</summary>
    public double Slow { get; init; }

    /// <summary>What a party took over that it reports back.</summary>
    public double Echo { get; init; }

    /// <summary>Calls to the store that fail before they have effect.</summary>
    public double StoreFails { get; init; }

    /// <summary>Calls to the store that have effect and lose their answer.</summary>
    public double StoreLosesAnswer { get; init; }

    /// <summary>Calls to the store that take seconds.</summary>
    public double StoreStalls { get; init; }

    /// <summary>Calls to the delay queue that fail, with or without effect.</summary>
    public double QueueFails { get; init; }

    /// <summary>Entries that the delay queue drops in silence.</summary>
    public double QueueForgets { get; init; }

    /// <summary>Entries that the delay queue gives out twice.</summary>
    public double QueueRepeats { get; init; }

    /// <summary>Claims that take long.</summary>
    public double QueueStalls { get; init; }
}
