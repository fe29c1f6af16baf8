using System.Globalization;
using ActorSync.Node.Load;
using Xunit;

namespace ActorSync.Tests.Node.Load;

public sealed class ChartTests
{
    [Fact]
    public void Values_below_zero_stay_within_the_drawing()
    {
        var svg = Chart.Of("drift", ["0", "1"], [("drift", [-900.0, 20.0])]);

        var points = svg.Descendants().Single(e => e.Name.LocalName == "polyline").Attribute("points")!.Value.Split(' ');
        var height = double.Parse(svg.Attribute("viewBox")!.Value.Split(' ')[3], CultureInfo.InvariantCulture);
        Assert.All(points, p => Assert.InRange(double.Parse(p.Split(',')[1], CultureInfo.InvariantCulture), 0, height));
    }
}
