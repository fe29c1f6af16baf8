namespace ActorSync.Node.Simulation;

/// <summary>Takes a request's target apart.</summary>
internal static class Route
{
    private const string Accounts = "/accounts/";
    private const string Registrations = "/registrations/";

    /// <summary>Of `/accounts/{account}/registrations/{meeting}`, the two ids.</summary>
    public static bool IsRegistration(ReadOnlySpan<char> target, out string account, out string meeting)
    {
        (account, meeting) = ("", "");
        if (!target.StartsWith(Accounts, StringComparison.Ordinal)) return false;
        var rest = PathOf(target)[Accounts.Length..];
        var end = rest.IndexOf('/');
        if (end <= 0 || !rest[end..].StartsWith(Registrations, StringComparison.Ordinal)) return false;
        var last = rest[(end + Registrations.Length)..];
        if (last.IsEmpty || last.Contains('/')) return false;
        (account, meeting) = (Uri.UnescapeDataString(rest[..end]), Uri.UnescapeDataString(last));
        return true;
    }

    public static ReadOnlySpan<char> PathOf(ReadOnlySpan<char> target) =>
        target.IndexOf('?') is >= 0 and var query ? target[..query] : target;

    /// <summary>The value of a query's field; null when it is not there.</summary>
    public static string? Query(ReadOnlySpan<char> target, string name) =>
        target.IndexOf('?') is >= 0 and var query ? Form(target[(query + 1)..]).GetValueOrDefault(name) : null;

    /// <summary>Fields as a form or a query has them.</summary>
    public static Dictionary<string, string> Form(ReadOnlySpan<char> text)
    {
        var fields = new Dictionary<string, string>();
        foreach (var range in text.Split('&'))
        {
            var field = text[range];
            var equals = field.IndexOf('=');
            if (equals > 0) fields[Decode(field[..equals])] = Decode(field[(equals + 1)..]);
        }
        return fields;
    }

    private static string Decode(ReadOnlySpan<char> text) => Uri.UnescapeDataString(text.ToString().Replace('+', ' '));
}
