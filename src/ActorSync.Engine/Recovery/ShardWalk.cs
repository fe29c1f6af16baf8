namespace ActorSync.Engine;

/// <summary>How far a pass has come in one shard.</summary>
internal sealed class ShardWalk(int shard)
{
    public int Shard => shard;

    /// <summary>The last row of the page; null: none has been read.</summary>
    public OpenWork? Last { get; private set; }

    /// <summary>Rows of the page that are due and have not been looked at.</summary>
    public Queue<OpenWork> Due { get; } = [];

    /// <summary>Accounts of the page that have been woken: they look at everything that they have open.</summary>
    public HashSet<AccountId> Woken { get; } = [];

    /// <summary>Nothing beyond the page is of interest.</summary>
    public bool IsLastPage { get; private set; }

    /// <summary>The shard has been looked through at least once.</summary>
    public bool HasEnded { get; set; }

    /// <summary>It is to be looked through once more.</summary>
    public bool Again { get; set; }

    public void Turn(OpenWork? last, bool isLastPage)
    {
        (Last, IsLastPage) = (last, isLastPage);
        Woken.Clear();
    }

    public void Restart()
    {
        Turn(null, isLastPage: false);
        Again = false;
    }
}
