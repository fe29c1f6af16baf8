using System.Globalization;
using System.Text;

namespace ActorSync.Tests.Simulation;

/// <summary>A history as a person reads it.</summary>
internal sealed class Trace
{
    private readonly StringBuilder _lines = new();

    public void Add(DateTimeOffset at, string line) =>
        _lines.Append(CultureInfo.InvariantCulture, $"{(at - Some.Time).TotalSeconds,9:0.000}  ").AppendLine(line);

    public override string ToString() => _lines.ToString();
}
