using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ActorSync.Peers;

/// <summary>A peer's front door: `POST /v1/submissions`, lines of JSON, a receipt for each once all are stored.</summary>
public static class Ingress
{
    /// <summary>A host that listens there, without routes.</summary>
    public static WebApplicationBuilder Builder(PeerSettings settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(settings.Listen);
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        return builder;
    }

    /// <param name="app">Where it is mapped.</param>
    /// <param name="store">Returns when they are durable. What is stored already under the same origin and id is left as it is.</param>
    public static void MapSubmissions(this WebApplication app, Func<IReadOnlyList<Submission>, Task> store)
    {
        app.MapGet("/ready", () => Results.Ok());
        app.MapPost("/v1/submissions", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var text = await reader.ReadToEndAsync();
            var submissions = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Submission.Parse).ToArray();
            await store(submissions);
            context.Response.ContentType = "application/x-ndjson";
            await context.Response.WriteAsync(string.Concat(submissions.Select(s =>
                $$"""{"origin":"{{s.Origin}}","id":"{{s.Id}}","status":"accepted"}""" + "\n")));
        });
    }
}
