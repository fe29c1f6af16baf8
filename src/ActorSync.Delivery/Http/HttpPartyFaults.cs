using System.Buffers;

namespace ActorSync.Delivering;

/// <summary>Finds everything that is wrong with a party's configuration.</summary>
internal sealed class HttpPartyFaults
{
    private const int LongestName = 100;

    private static readonly string[] Methods = ["PUT", "POST", "PATCH", "DELETE"];

    // RFC 9110, 5.6.2.
    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>These say how the message itself is to be read, or carry what only the program knows.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Length", "Expect", "Host", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
        TraceParent.Header,
    };

    /// <summary>
    /// These mean something to a receiver, or to what stands before it, so that a key in their place is lost or misread. Headers that
    /// describe a body are among them: a call may have none.
    /// </summary>
    private static readonly HashSet<string> Meaningful = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Authorization", "Cache-Control", "Cookie", "Date", "Forwarded", "From", "Max-Forwards", "Origin", "Pragma", "Prefer",
        "Range", "Referer", "Set-Cookie", "tracestate", "User-Agent", "Via", "Warning",
    };

    private static readonly string[] MeaningfulBeginnings = ["Accept-", "Content-", "If-", "Proxy-", "Sec-"];

    private readonly List<Fault> _faults = [];

    private HttpPartyFaults() { }

    public static IReadOnlyList<Fault> Of(HttpPartyConfiguration said)
    {
        var found = new HttpPartyFaults();
        found.LookAtUrl(said.BaseUrl);
        found.LookAtCall("/deliver", said.Deliver);
        found.LookAtCall("/cancel", said.Cancel);
        found.LookAtFields(said.Fields);
        found.LookAtHeaders(said);
        if (said.MaxConnections is < 1 or > HttpPartySettings.MostConnections)
            found.Add("/maxConnections", $"expected 1 to {HttpPartySettings.MostConnections}, found {said.MaxConnections}");
        if (said.ConnectTimeout <= TimeSpan.Zero || said.ConnectTimeout > HttpPartySettings.LongestConnect)
            found.Add("/connectTimeout", $"expected more than 0 s and at most {HttpPartySettings.LongestConnect.TotalSeconds} s, "
                + $"found {said.ConnectTimeout.TotalSeconds} s");
        return found._faults;
    }

    /// <summary>What stands before an @ is a secret, and not repeated.</summary>
    private void LookAtUrl(string? text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Host.Length == 0)
            Add("/baseUrl", $"expected an address such as http://127.0.0.1:5090, found {Shown(text?.Split('@')[^1])}");
        else if (url.UserInfo.Length > 0)
            Add("/baseUrl", "expected no user in the address; send an Authorization header");
        else if (url.Query.Length > 0 || url.Fragment.Length > 0)
            Add("/baseUrl", $"expected no query and no fragment, found {url.Query}{url.Fragment}");
    }

    private void LookAtCall(string pointer, HttpCallConfiguration call)
    {
        if (!Methods.Contains(call.Method)) Add($"{pointer}/method", $"expected one of {string.Join(", ", Methods)}, found {call.Method}");
        if (PathTemplate.FaultOf(call.Path) is { } fault) Add($"{pointer}/path", fault);
    }

    private void LookAtFields(HttpBodyFields fields)
    {
        var taken = new Dictionary<string, string>();
        foreach (var (word, name) in fields.Named())
        {
            if (name.Length is 0 or > LongestName || name.Any(char.IsControl) || !IsUnicode(name))
                Add($"/fields/{word}", $"expected a name of 1 to {LongestName} characters without control characters");
            else if (!taken.TryAdd(name, word))
                Add($"/fields/{word}", $"expected a name of its own, found {name}, the name of {taken[name]}");
        }
    }

    private void LookAtHeaders(HttpPartyConfiguration said)
    {
        if (FaultOfName(said.IdempotencyHeader) is { } fault) Add("/idempotencyHeader", fault);
        else if (HasMeaning(said.IdempotencyHeader)) Add("/idempotencyHeader", NotFree(said.IdempotencyHeader));
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { said.IdempotencyHeader };
        foreach (var (name, value) in said.Headers)
        {
            var pointer = "/headers" + JsonPointer.To(name);
            if (FaultOfName(name) is { } wrong) Add(pointer, wrong);
            else if (!taken.Add(name)) Add(pointer, "expected each header once");
            if (value.Any(c => c is < ' ' or > '~')) Add(pointer, "expected a value of printable ASCII characters");
        }
    }

    private static string? FaultOfName(string? name) =>
        string.IsNullOrEmpty(name) || name.AsSpan().ContainsAnyExcept(Token) ? $"expected a header's name, found {Shown(name)}"
        : Reserved.Contains(name) ? NotFree(name)
        : null;

    private static bool HasMeaning(string name) =>
        Meaningful.Contains(name) || HttpParty.IsOfContent(name)
        || MeaningfulBeginnings.Any(beginning => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));

    private static string NotFree(string name) => $"expected a header that is free to use, found {name}";

    private static string Shown(string? text) => string.IsNullOrEmpty(text) ? "nothing" : text;

    private static bool IsUnicode(string text) => !text.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar);

    private void Add(string pointer, string detail) => _faults.Add(new(pointer, detail));
}
