namespace ActorSync.Tests;

/// <summary>What can happen in a <see cref="World"/>.</summary>
internal enum Deed
{
    /// <summary>A party changes a registration by itself and sends its report on the way.</summary>
    Change,

    /// <summary>A report on its way arrives; it may arrive again later.</summary>
    Arrive,

    /// <summary>A party reports again what it holds, under a new revision.</summary>
    ReportAgain,

    /// <summary>A report that arrived long ago arrives once more.</summary>
    Redeliver,

    /// <summary>A report that contradicts an earlier one: its revision is known, or old.</summary>
    Contradict,

    /// <summary>A call whose turn it is starts.</summary>
    Start,

    /// <summary>A call under way takes effect at the receiver; its end is not known yet.</summary>
    Land,

    /// <summary>A call ends, one way or another.</summary>
    End,

    /// <summary>Time passes.</summary>
    Pass,

    /// <summary>The process dies and another one takes over.</summary>
    Crash,

    /// <summary>The process dies, and the one that takes over has other rules, and another clock.</summary>
    Reconfigure,

    /// <summary>An operator acts on an open delivery.</summary>
    Operate,

    /// <summary>An operator does what a parked delivery says would unblock it.</summary>
    Resolve,
}
