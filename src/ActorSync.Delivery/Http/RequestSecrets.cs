namespace ActorSync.Delivering;

/// <summary>Takes out of a text what a receiver was told in confidence: some answer an error with the request that caused it.</summary>
internal sealed class RequestSecrets
{
    private const string Hidden = "***";

    /// <summary>Shorter values are words such as `application/json` has: taking them out would hide nothing and garble the text.</summary>
    private const int Shortest = 8;

    private readonly string[] _values;

    private RequestSecrets(IEnumerable<string> values) =>
        _values = [.. values.Where(v => v.Length >= Shortest).Distinct().OrderByDescending(v => v.Length)];

    /// <param name="configured">Values of the configured headers.</param>
    /// <param name="request">The request as it was sent, with the credentials that were put on it on the way.</param>
    public static RequestSecrets Of(IEnumerable<string> configured, HttpRequestMessage? request)
    {
        var values = configured.ToList();
        if (request?.Headers.NonValidated.TryGetValues("Authorization", out var sent) is true) values.AddRange(sent);
        // "Bearer abc": the credentials without their scheme, too.
        values.AddRange([.. values.Select(v => v[(v.IndexOf(' ', StringComparison.Ordinal) + 1)..])]);
        return new(values);
    }

    public string Hide(string text)
    {
        foreach (var value in _values)
        {
            text = text.Replace(value, Hidden, StringComparison.OrdinalIgnoreCase);
            text = HideBegun(text, value);
        }
        return text;
    }

    /// <summary>The text may end within a secret, because only its beginning was read.</summary>
    private static string HideBegun(string text, string value)
    {
        for (var length = Math.Min(value.Length - 1, text.Length); length >= Shortest; length--)
            if (text.EndsWith(value[..length], StringComparison.OrdinalIgnoreCase)) return text[..^length] + Hidden;
        return text;
    }
}
