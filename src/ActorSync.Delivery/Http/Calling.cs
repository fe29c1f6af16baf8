using System.Diagnostics;
using System.Globalization;

namespace ActorSync.Delivering;

/// <summary>Records calls as spans, for whoever listens to <see cref="SourceName"/> (R22).</summary>
internal static class Calling
{
    public const string SourceName = "ActorSync.Delivery";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Null when nobody records this call.</summary>
    public static Activity? Start(ActivityContext parent, AccountId account, Delivery delivery, HttpCall call, Uri address)
    {
        if (!Source.HasListeners()) return null;
        var activity = Source.StartActivity(call.Method.Method, ActivityKind.Client, parent);
        if (activity is not { IsAllDataRequested: true }) return activity;
        // Names of https://opentelemetry.io/docs/specs/semconv/http/http-spans/ where it has them.
        activity.SetTag("http.request.method", call.Method.Method);
        activity.SetTag("server.address", address.Host);
        activity.SetTag("server.port", address.Port);
        activity.SetTag("url.full", address.AbsoluteUri);
        activity.SetTag("actorsync.party", delivery.Id.To.Value);
        activity.SetTag("actorsync.account", account.Value);
        activity.SetTag("actorsync.meeting", delivery.Id.Meeting.Value);
        activity.SetTag("actorsync.submission", delivery.Id.Submission.ToString());
        activity.SetTag("actorsync.attempt", delivery.Attempts + 1);
        return activity;
    }

    public static void End(Activity activity, PartyAnswer answer)
    {
        if (answer.Code is { } code) activity.SetTag("http.response.status_code", code);
        if (answer.Result is AttemptResult.Delivered) return;
        activity.SetTag("error.type", answer.Code?.ToString(CultureInfo.InvariantCulture) ?? answer.Result.ToString());
        activity.SetStatus(ActivityStatusCode.Error, answer.Detail);
    }
}
