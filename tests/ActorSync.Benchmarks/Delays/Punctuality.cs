using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ActorSync.Benchmarks.Delays;

/// <summary>A receiver that notes how long after its time each registration comes; the time stands in the data.</summary>
internal sealed class Punctuality : IAsyncDisposable
{
    private readonly ConcurrentBag<double> _late = [];
    private readonly WebApplication _app;

    private Punctuality(WebApplication app) => _app = app;

    public int Count => _late.Count;

    /// <summary>Milliseconds after the time, in order.</summary>
    public double[] Late => [.. _late.Order()];

    public static async Task<Punctuality> Start(Uri url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url.ToString());
        var app = builder.Build();
        var receiver = new Punctuality(app);
        app.Run(receiver.Take);
        await app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task Take(HttpContext http)
    {
        var came = TimeProvider.System.GetUtcNow();
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var due = DateTimeOffset.Parse(body.RootElement.GetProperty("data").GetProperty("due").GetString()!, CultureInfo.InvariantCulture);
        _late.Add((came - due).TotalMilliseconds);
    }
}
