namespace ActorSync;

/// <summary>What an operator does with open deliveries (R21). Stored, told and asked for by name.</summary>
public enum OperatorAction
{
    /// <summary>Try a parked or waiting-to-retry delivery now, with fresh attempts.</summary>
    Retry,

    /// <summary>End a delivery without a call.</summary>
    Skip,

    /// <summary>End what a delivery waits for.</summary>
    Release,

    /// <summary>Replace the data of a delivery; only for one submission.</summary>
    Edit,
}
