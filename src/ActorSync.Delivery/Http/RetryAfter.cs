using System.Globalization;
using System.Net.Http.Headers;

namespace ActorSync.Delivering;

/// <summary>How long a response asks to wait (RFC 9110, 10.2.3).</summary>
internal static class RetryAfter
{
    /// <param name="headers">The response's.</param>
    /// <param name="now">Stands in for the receiver's clock where the response has no `Date`.</param>
    /// <returns>Null when it does not ask, or not in a form that can be read.</returns>
    public static TimeSpan? Of(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (!headers.NonValidated.TryGetValues("Retry-After", out var values)) return null;
        var text = values.First().Trim();
        if (text.Length > 0 && text.All(char.IsAsciiDigit)) return Seconds(text);
        if (!DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)) return null;
        var wait = at - (headers.Date ?? now);
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>More than is ever obeyed means the most that is obeyed.</summary>
    private static TimeSpan Seconds(string digits) =>
        long.TryParse(digits, CultureInfo.InvariantCulture, out var seconds) && seconds < BackOff.MaxRetryAfter.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : BackOff.MaxRetryAfter;
}
