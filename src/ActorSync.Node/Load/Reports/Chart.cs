using System.Globalization;
using System.Xml.Linq;

namespace ActorSync.Node.Load;

/// <summary>Draws lines over named places as SVG. Colours come from the page, so that they suit its background.</summary>
internal static class Chart
{
    private const int Width = 640;
    private const int Height = 300;
    private const int Left = 70;
    private const int Right = 16;
    private const int Top = 12;
    private const int Bottom = 44;
    private const int GridLines = 5;
    private const int MostLabels = 11;
    private const int Legend = 110;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <param name="title">For those who cannot see it.</param>
    /// <param name="places">Along the foot, from left to right; lines have a value for each.</param>
    /// <param name="lines">What is drawn; the scale holds 0, and goes below it where values do.</param>
    public static XElement Of(string title, IReadOnlyList<string> places, IReadOnlyList<(string Name, IReadOnlyList<double> Values)> lines)
    {
        double[] values = [0, .. lines.SelectMany(l => l.Values)];
        var (lowest, highest) = (values.Min() < 0 ? -RoundUp(-values.Min()) : 0, RoundUp(values.Max()));
        double X(int place) => places.Count < 2
            ? Left + ((Width - Left - Right) / 2.0)
            : Left + ((Width - Left - Right) * (double)place / (places.Count - 1));
        double Y(double value) => Height - Bottom - ((Height - Top - Bottom) * (value - lowest) / (highest - lowest));
        return new(Svg + "svg",
            new XAttribute("viewBox", $"0 0 {Width} {Height}"), new XAttribute("role", "img"), new XAttribute("aria-label", title),
            Enumerable.Range(0, GridLines + 1).Select(i => lowest + ((highest - lowest) * i / GridLines))
                .SelectMany(v => GridLine(v, Y(v))),
            Labels(places, X),
            lines.SelectMany((line, i) => Drawn(line.Name, [.. line.Values.Select((v, place) => (X(place), Y(v), v))], i)));
    }

    private static IEnumerable<XElement> GridLine(double value, double y) =>
    [
        new(Svg + "line", new XAttribute("class", "grid"), At("x1", Left), At("x2", Width - Right), At("y1", y), At("y2", y)),
        new(Svg + "text", new XAttribute("class", "end"), At("x", Left - 6), At("y", y + 4),
            value.ToString(value < 10 ? "0.##" : "N0", CultureInfo.InvariantCulture)),
    ];

    private static IEnumerable<XElement> Labels(IReadOnlyList<string> places, Func<int, double> x)
    {
        var every = Math.Max(1, (places.Count + MostLabels - 3) / (MostLabels - 1));
        for (var i = 0; i < places.Count; i += every)
            yield return new(Svg + "text", new XAttribute("class", "middle"), At("x", x(i)), At("y", Height - Bottom + 16), places[i]);
    }

    private static IEnumerable<XElement> Drawn(string name, (double X, double Y, double Value)[] points, int number)
    {
        const int fewPoints = 20;
        var colour = $"line{number % 6}";
        yield return new(Svg + "polyline", new XAttribute("class", $"drawn {colour}"),
            new XAttribute("points", string.Join(' ', points.Select(p => $"{Number(p.X)},{Number(p.Y)}"))));
        if (points.Length <= fewPoints)
            foreach (var p in points)
                yield return new(Svg + "circle", new XAttribute("class", $"dot {colour}"), At("cx", p.X), At("cy", p.Y), At("r", 3),
                    new XElement(Svg + "title", $"{name}: {p.Value.ToString("0.##", CultureInfo.InvariantCulture)}"));
        var left = Left + (number * Legend);
        yield return new(Svg + "rect", new XAttribute("class", $"dot {colour}"),
            At("x", left), At("y", Height - 14), At("width", 10), At("height", 10));
        yield return new(Svg + "text", At("x", left + 14), At("y", Height - 5), name);
    }

    /// <summary>To 1, 2 or 5 times a power of ten.</summary>
    private static double RoundUp(double value)
    {
        if (value <= 0) return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return new[] { 1.0, 2, 5 }.Select(m => m * power).FirstOrDefault(v => v >= value, 10 * power);
    }

    private static XAttribute At(string name, double value) => new(name, Number(value));

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
