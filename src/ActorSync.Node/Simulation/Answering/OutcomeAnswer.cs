using System.Globalization;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ActorSync.Node.Simulation;

/// <summary>Says to a caller how its call ended.</summary>
internal static class OutcomeAnswer
{
    /// <summary>Marks an answer that was given before.</summary>
    public const string Replayed = "Idempotent-Replayed";

    public static Task To(Exchange exchange, Outcome outcome, SimulatedFaults faults)
    {
        if (outcome.Detail is not null) return Explain(exchange, outcome, outcome.Detail, faults);
        if (outcome.Result is CallResult.Repeated) exchange.Header(Replayed, "true");
        if (outcome.IsCut) exchange.Caller.Abort();
        else exchange.Answer(outcome.Status);
        return Task.CompletedTask;
    }

    private static Task Explain(Exchange exchange, Outcome outcome, string detail, SimulatedFaults faults)
    {
        if (outcome.Status is Status429TooManyRequests or Status503ServiceUnavailable)
            exchange.Header("Retry-After", Math.Ceiling(faults.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        if (outcome.Status is Status401Unauthorized) exchange.Header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        return exchange.Refuse(outcome.Status, Title(outcome.Status), detail);
    }

    private static string Title(int status) => status switch
    {
        Status401Unauthorized => "Token expired",
        Status404NotFound => "Not held",
        Status409Conflict => "Main meeting missing",
        Status422UnprocessableEntity => "Idempotency key reused",
        Status429TooManyRequests => "Too many calls",
        Status503ServiceUnavailable => "Unavailable",
        _ => "Error",
    };
}
