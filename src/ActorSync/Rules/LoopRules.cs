namespace ActorSync;

/// <summary>When two parties that change one registration back and forth are stopped (R14).</summary>
/// <param name="Alternations">Changes of side within the window that park the registration; from 2 up.</param>
/// <param name="Window">How far back alternations count.</param>
public sealed record LoopRules(int Alternations, TimeSpan Window)
{
    /// <summary>Largest number that can be configured: as many alternations are remembered.</summary>
    public const int MaxAlternations = 100;
}
