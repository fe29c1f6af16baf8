using System.Globalization;

namespace ActorSync.Node.Load;

/// <summary>What the submissions of a step are like, and how the receiver fails. All shares are of a hundred, from 0 to 100.</summary>
internal sealed record LoadShape
{
    public const string Usual = "shuffled,doubled=10,outdated=5,gated=15,subs=15,cancelled=2";

    /// <summary>Of a hundred submissions; the rest are main registrations, and some have to be.</summary>
    private const double MostExtras = 80;

    private static readonly Share[] Shares =
    [
        new("doubled", s => s.Doubled, (s, v) => s with { Doubled = v }),
        new("outdated", s => s.Outdated, (s, v) => s with { Outdated = v }),
        new("gated", s => s.Gated, (s, v) => s with { Gated = v }),
        new("subs", s => s.Subs, (s, v) => s with { Subs = v }),
        new("cancelled", s => s.Cancelled, (s, v) => s with { Cancelled = v }),
        new("delayed", s => s.Delayed, (s, v) => s with { Delayed = v }),
        new("echoed", s => s.Echoed, (s, v) => s with { Echoed = v }),
        new("error", s => s.Error, (s, v) => s with { Error = v }),
        new("hang", s => s.Hang, (s, v) => s with { Hang = v }),
        new("cut", s => s.Cut, (s, v) => s with { Cut = v }),
    ];

    /// <summary>Accounts are mixed; otherwise one account's submissions follow another's.</summary>
    public bool Shuffled { get; init; }

    /// <summary>Submissions that repeat another: half as they were, half under another id.</summary>
    public double Doubled { get; init; }

    /// <summary>Submissions with an older revision, sent after a newer one of the same registration.</summary>
    public double Outdated { get; init; }

    /// <summary>Sub-meeting registrations, sent before their main meeting's.</summary>
    public double Gated { get; init; }

    /// <summary>Sub-meeting registrations, sent after their main meeting's.</summary>
    public double Subs { get; init; }

    /// <summary>Cancellations, sent after what they cancel. Never of a main registration that a sub hangs under.</summary>
    public double Cancelled { get; init; }

    /// <summary>Submissions with a `notBefore`; main registrations that no sub hangs under.</summary>
    public double Delayed { get; init; }

    /// <summary>Of what the receiver takes over: reported back to the node.</summary>
    public double Echoed { get; init; }

    /// <summary>Of the calls: answered 500, without acting.</summary>
    public double Error { get; init; }

    /// <summary>Of the calls: act at once, and answer late.</summary>
    public double Hang { get; init; }

    /// <summary>Of the calls: cut off after acting.</summary>
    public double Cut { get; init; }

    /// <param name="text">For example <see cref="Usual"/>; empty: main registrations alone, one account after another.</param>
    /// <param name="faults">Everything that is wrong with the text.</param>
    public static LoadShape? Parse(string text, out IReadOnlyList<string> faults)
    {
        var (shape, wrong) = (new LoadShape(), new List<string>());
        HashSet<string> named = [];
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (name, value) = part.Split('=', 2) is [var n, var v] ? (n, v) : (part, null);
            if (!named.Add(name)) wrong.Add($"{name}: expected once, found again in {part}");
            else if (part == "shuffled") shape = shape with { Shuffled = true };
            else if (Shares.FirstOrDefault(s => s.Name == name) is not { } share)
                wrong.Add($"expected shuffled or one of {string.Join(", ", Shares.Select(s => s.Name))}, found {part}");
            else if (!double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
                || percent is not (>= 0 and <= 100))
                wrong.Add($"{name}: expected a share from 0 to 100, as in {name}=10, found {part}");
            else shape = share.Set(shape, percent);
        }
        if (shape.Extras > MostExtras)
            wrong.Add($"doubled, outdated, gated, subs and cancelled together: expected at most {MostExtras}, found {shape.Extras}");
        else if (shape.LoneMains < 0)
            wrong.Add($"gated and subs: expected at least {shape.Families:0.#} main registrations of a hundred for them to hang under, "
                + $"one for {Workload.MostSubs}, found {100 - shape.Extras:0.#} left");
        else if (shape.Delayed + shape.Cancelled > shape.LoneMains)
            wrong.Add($"delayed and cancelled together: expected at most {shape.LoneMains:0.#}, the main registrations without subs, "
                + $"found {shape.Delayed + shape.Cancelled}");
        faults = wrong;
        return wrong.Count == 0 ? shape : null;
    }

    public override string ToString()
    {
        var shares = Shares.Where(s => s.Of(this) > 0).Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Name}={s.Of(this)}"));
        return string.Join(',', Shuffled ? shares.Prepend("shuffled") : shares);
    }

    private double Extras => Doubled + Outdated + Gated + Subs + Cancelled;

    /// <summary>Main registrations that subs hang under.</summary>
    private double Families => (Gated + Subs) / Workload.MostSubs;

    private double LoneMains => 100 - Extras - Families;

    private sealed record Share(string Name, Func<LoadShape, double> Of, Func<LoadShape, double, LoadShape> Set);
}
