namespace ActorSync.Tests.Storage.MySql;

/// <summary>How a statement reads one of its tables.</summary>
internal sealed record PlanStep(string Kind, string Table, string Type, string Key, string Extra)
{
    private static readonly string[] Ours =
        ["registration", "r", "account", "a", "journal", "j", "snapshot", "s", "attempt", "t", "delay", "d", "l", "shard_lease"];

    /// <summary>MySQL lists what is inserted into too, as if all of it were read.</summary>
    public bool IsOfTable => Ours.Contains(Table) && Kind != "INSERT";

    /// <summary>The whole table, or the whole of an index.</summary>
    public bool IsScan => Type is "ALL" or "index";
}
