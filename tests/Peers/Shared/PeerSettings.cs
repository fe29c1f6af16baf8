namespace ActorSync.Peers;

/// <summary>What every peer is told on its command line: `name=value` each.</summary>
public sealed class PeerSettings(string[] arguments)
{
    private readonly Dictionary<string, string> _values = arguments.Select(a => a.Split('=', 2)).ToDictionary(a => a[0], a => a[1]);

    /// <summary>Where submissions come in.</summary>
    public string Listen => Text("listen");

    public Uri Receiver => new(Text("receiver"));

    /// <summary>Calls to the receiver that may be under way at once.</summary>
    public int CallsAtOnce => int.Parse(Text("calls-at-once"), System.Globalization.CultureInfo.InvariantCulture);

    public string Text(string name) =>
        _values.TryGetValue(name, out var value) ? value : throw new ArgumentException($"expected {name}=…, found none");

    public bool Is(string name) => _values.GetValueOrDefault(name) == "yes";
}
