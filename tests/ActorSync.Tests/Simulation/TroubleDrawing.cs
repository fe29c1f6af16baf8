namespace ActorSync.Tests.Simulation;

/// <summary>Draws what fails, and how often: many histories have a single kind of trouble, some have all.</summary>
internal static class TroubleDrawing
{
    public static Troubles Draw(Dice dice)
    {
        var all = dice.Chance(0.2);
        double Rate(double often, double of) => dice.Chance(all ? 0.8 : often) ? of * (1 + dice.Next(3)) / 3 : 0;
        return new()
        {
            Party = Rate(0.5, 0.5), Slow = Rate(0.3, 0.3), Echo = Rate(0.6, 0.9),
            StoreFails = Rate(0.2, 0.2), StoreLosesAnswer = Rate(0.2, 0.2), StoreStalls = Rate(0.15, 0.1),
            QueueFails = Rate(0.15, 0.2), QueueForgets = Rate(0.1, 0.3), QueueRepeats = Rate(0.15, 0.3), QueueStalls = Rate(0.1, 0.1),
        };
    }
}
