using ActorSync.Node.Api;
using Microsoft.AspNetCore.Connections;

namespace ActorSync.Node.Hosting;

/// <summary>Turns whatever goes wrong with a request into problem details.</summary>
internal static class Faults
{
    public static async Task Handle(HttpContext http, RequestDelegate next, ILogger log)
    {
        using var request = Connections.Begin(http);
        if (request.IsLate)
        {
            http.Abort();
            return;
        }
        try
        {
            await next(http);
            if (http.Response is { HasStarted: false, StatusCode: >= StatusCodes.Status400BadRequest, ContentType: null })
                await Of(http).Write(http);
        }
        catch (BadHttpRequestException e)
        {
            await Answer(http, Of(e.StatusCode) with { Detail = e.Message });
        }
        catch (StoreUnavailableException)
        {
            await Answer(http, Problem.StoreAway);
        }
        catch (Exception e)
            when (http.RequestAborted.IsCancellationRequested || e is ConnectionResetException or ConnectionAbortedException)
        {
            // Nobody is there to hear an answer. What else fails then fails for that reason.
            Log.RequestBrokenOff(log, http.Request.Method, http.Request.Path, e.Message);
        }
        catch (Exception e)
        {
            Log.RequestFailed(log, http.Request.Method, http.Request.Path, e);
            await Answer(http, Of(StatusCodes.Status500InternalServerError));
        }
    }

    private static async Task Answer(HttpContext http, Problem problem)
    {
        if (http.Response.HasStarted) http.Abort();
        else await problem.Write(http);
    }

    /// <summary>Only submissions may come as many at once.</summary>
    private static Problem Of(HttpContext http) =>
        http.Response.StatusCode is StatusCodes.Status415UnsupportedMediaType && http.Request.Path != NodeApi.SubmissionsPath
            ? Problem.NotJson
            : Of(http.Response.StatusCode);

    private static Problem Of(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => Problem.NoKey,
        StatusCodes.Status404NotFound => new(status, "Not found"),
        StatusCodes.Status405MethodNotAllowed => new(status, "Method not allowed"),
        StatusCodes.Status408RequestTimeout => new(status, "Too slow"),
        StatusCodes.Status413PayloadTooLarge => new(status, "Too large"),
        StatusCodes.Status415UnsupportedMediaType => Problem.UnknownType,
        < StatusCodes.Status500InternalServerError => new(status, "Bad request"),
        _ => new(status, "Failed"),
    };
}
