using System.Globalization;

namespace ActorSync.Benchmarks.Delays;

/// <summary>When each of many calls is due: evenly, one after the other.</summary>
internal sealed record Schedule(int Count, DateTimeOffset First, TimeSpan Over)
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Whole milliseconds: as exact as it is written.</summary>
    public DateTimeOffset At(int i) =>
        DateTimeOffset.FromUnixTimeMilliseconds((First + Over * ((double)i / Count)).ToUnixTimeMilliseconds());

    public string Text(int i) => At(i).ToString(Format, CultureInfo.InvariantCulture);

    /// <exception cref="CannotRunException">Not all were pending before the first was due.</exception>
    public void MustBeAhead(TimeSpan put)
    {
        if (TimeProvider.System.GetUtcNow() > First)
            throw new CannotRunException(
                $"expected all to be in before the first is due, found {put.TotalSeconds:0.0} s: use a longer --feed");
    }
}
