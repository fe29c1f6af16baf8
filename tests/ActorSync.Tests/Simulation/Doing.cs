namespace ActorSync.Tests.Simulation;

/// <summary>What each deed does.</summary>
internal static class Doing
{
    private const int LargestBurst = 12;

    public static void Do(World world, Deed deed)
    {
        var dice = new Dice(deed.Dice);
        switch (deed.Kind)
        {
            case DeedKind.Change: world.Reporting.Change(dice); break;
            case DeedKind.Burst: for (var i = dice.Next(LargestBurst); i >= 0; i--) world.Reporting.Change(dice); break;
            case DeedKind.ReportAgain: world.Reporting.Again(dice); break;
            case DeedKind.Redeliver: world.Reporting.Redeliver(dice); break;
            case DeedKind.Contradict: world.Reporting.Contradict(dice); break;
            case DeedKind.ReuseId: world.Reporting.ReuseId(dice); break;
            case DeedKind.Operate: world.Operators.Act(dice); break;
            case DeedKind.Look: world.NodeFor(dice)?.Read(dice.PickFrom(world.Plan.Accounts), _ => { }); break;
            case DeedKind.Kill: world.Kill(dice.UpTo(5)); break;
            case DeedKind.KillAtWrite: world.Store.KillAtWrite(dice); break;
            case DeedKind.Restart: world.Restart(dice.UpTo(2)); break;
            case DeedKind.TakeOver: world.TakeOver(dice.UpTo(8)); break;
            case DeedKind.StoreAway: world.Store.GoAway(dice.UpTo(10)); break;
            case DeedKind.QueueAway: world.Queue.GoAway(dice.UpTo(10)); break;
            case DeedKind.QueueEmptied: world.Queue.Empty(); break;
            default: throw new InvalidOperationException($"expected a deed, found {deed.Kind}");
        }
        if (world.Trace is not null && deed.Kind is not DeedKind.Change) world.Trace.Add(world.Now, $"deed: {deed.Kind}");
    }
}
