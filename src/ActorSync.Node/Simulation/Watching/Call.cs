using Microsoft.AspNetCore.Http.Features;

namespace ActorSync.Node.Simulation;

/// <summary>A call that changes something, from its arrival to its answer.</summary>
internal sealed class Call(string method, string account, string meeting)
{
    private IHttpRequestLifetimeFeature? _caller;

    public string Method => method;

    public string Account => account;

    public string Meeting => meeting;

    /// <summary>What it carries; null for a cancellation.</summary>
    public PartyRecord? Record { get; init; }

    /// <summary>Its idempotency key; null when it came without.</summary>
    public string? Key { get; init; }

    /// <summary>The key, short enough to be remembered for ever.</summary>
    public UInt128 KeyHash { get; init; }

    /// <summary>Tells whether two calls are the same request.</summary>
    public long Content { get; init; }

    public required DateTimeOffset At { get; init; }

    public required IHttpRequestLifetimeFeature Caller { init => _caller = value; }

    public long Number { get; set; }

    /// <summary>The next call of the same account that is in flight: a list without a list.</summary>
    public Call? Beside { get; set; }

    /// <summary>Calls that began while this one was in flight.</summary>
    public List<Call>? Overlapping { get; set; }

    /// <summary>It acts after its caller has given it up: what it does out of order then is the network's doing.</summary>
    public bool LandsLate { get; set; }

    /// <summary>Its caller had left before it was answered: what it did, nobody was told.</summary>
    public bool CallerLeft { get; set; }

    /// <summary>Cancelled when its caller gives it up. Asked for only where it matters: the server makes it on demand.</summary>
    public CancellationToken GivenUp => _caller?.RequestAborted ?? CancellationToken.None;

    public Outcome Outcome { get; private set; }

    /// <summary>Kept for the report; the connection is not.</summary>
    public void End(Outcome outcome)
    {
        Outcome = outcome;
        _caller = null;
    }

    public ReceivedCall Shown() => new(
        Number, At, Method, Account, Meeting, Record?.MainMeeting, Record?.Operation, Record?.Origin, Record?.Revision, Key,
        Outcome.Status == 0 ? null : Outcome.Status, Outcome.Result);
}
