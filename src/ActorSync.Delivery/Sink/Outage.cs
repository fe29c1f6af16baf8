namespace ActorSync.Delivering;

/// <summary>A time in which a party took nothing over: each call failed, or was refused since the party had too many.</summary>
/// <param name="Party">The receiver.</param>
/// <param name="Since">By the clock that stored times are from; null: since before the node's start.</param>
/// <param name="Failures">Calls that ended so on this node.</param>
/// <param name="IsPlain">They were so many, or followed each other so closely, that no single record can have been the cause.</param>
public sealed record Outage(PartyId Party, DateTimeOffset? Since, int Failures, bool IsPlain)
{
    /// <summary>
    /// How many attempts of a delivery each failure of a plain outage explains. One party that is away for a day, works for a
    /// moment and is away again makes two outages, and the second begins to count anew.
    /// </summary>
    private const int AttemptsEach = 100;

    /// <summary>
    /// Whether a delivery can have used up its attempts because of it. A few failures explain no attempts but themselves: what
    /// fails by itself does so between calls that work, and would come back with each of them. A plain outage explains many
    /// more, but has an end, too: a record that nobody can digest makes outages alone where little else is called.
    /// </summary>
    /// <param name="attempts">The delivery's, over its life.</param>
    public bool Explains(int attempts) => Since is null || attempts <= (IsPlain ? AttemptsEach : 1L) * Failures;

    /// <summary>Both as one.</summary>
    public Outage And(Outage other) => this with
    {
        Since = Since < other.Since ? Since : Since is null ? null : other.Since,
        Failures = Math.Max(Failures, other.Failures),
        IsPlain = IsPlain || other.IsPlain,
    };
}
