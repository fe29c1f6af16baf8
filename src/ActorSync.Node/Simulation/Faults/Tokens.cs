using System.Collections.Concurrent;
using System.Text;

namespace ActorSync.Node.Simulation;

/// <summary>Issues bearer tokens for client credentials (RFC 6749, 4.4) that wear out.</summary>
internal sealed class Tokens(SimulatedPartySettings settings, TimeProvider time)
{
    private const string Bearer = "Bearer ";
    private const string Basic = "Basic ";
    private readonly ConcurrentDictionary<string, IssuedToken> _issued = new();
    private long _requests;

    /// <summary>Whether a request for a token comes from somebody who may have one.</summary>
    /// <param name="authorization">The request's header.</param>
    /// <param name="form">The request's fields.</param>
    public bool Knows(string? authorization, IReadOnlyDictionary<string, string> form)
    {
        if (authorization is null || !authorization.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
            return form.GetValueOrDefault("client_id") == settings.ClientId
                && form.GetValueOrDefault("client_secret") == settings.ClientSecret;
        // RFC 6749, 2.3.1: both halves are form-encoded before they are joined.
        var expected = $"{Uri.EscapeDataString(settings.ClientId)}:{Uri.EscapeDataString(settings.ClientSecret)}";
        return authorization[Basic.Length..].Trim() == Convert.ToBase64String(Encoding.UTF8.GetBytes(expected));
    }

    /// <summary>Null when the endpoint has one of its bad moments.</summary>
    public string? Issue(SimulatedFaults faults)
    {
        var chance = Chance.Of(settings.Seed, UInt128.MaxValue, Interlocked.Increment(ref _requests));
        if (chance.Happens(faults.TokenErrorPercent)) return null;
        var token = $"{settings.Name}-{(ulong)(chance.Next() * ulong.MaxValue):x16}";
        _issued[token] = new(time.GetUtcNow());
        return token;
    }

    /// <summary>Whether a call may go on; uses up one call of its token.</summary>
    public bool Admits(string? authorization, SimulatedFaults faults)
    {
        if (faults.TokenCalls == 0) return true;
        if (authorization is null || !authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return false;
        var token = authorization[Bearer.Length..];
        if (!_issued.TryGetValue(token, out var issued)) return false;
        if (issued.Use() <= faults.TokenCalls && time.GetUtcNow() < issued.At + faults.TokenLifetime) return true;
        _issued.TryRemove(token, out _);
        return false;
    }

    private sealed class IssuedToken(DateTimeOffset at)
    {
        private int _calls;

        public DateTimeOffset At => at;

        public int Use() => Interlocked.Increment(ref _calls);
    }
}
