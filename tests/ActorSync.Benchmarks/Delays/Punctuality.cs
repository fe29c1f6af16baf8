using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using ActorSync.Tests.Support;
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

    private Punctuality(WebApplication app, Uri url) => (_app, Url) = (app, url);

    public Uri Url { get; }

    public static async Task<Punctuality> Start()
    {
        var url = new Uri($"http://127.0.0.1:{FreePort.Take()}");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url.ToString());
        var app = builder.Build();
        var receiver = new Punctuality(app, url);
        app.Run(receiver.Take);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>Waits until all of a schedule have come; begins anew.</summary>
    /// <returns>Milliseconds after the time, in ascending order.</returns>
    /// <exception cref="CannotRunException">Some never came.</exception>
    public async Task<double[]> All(Schedule schedule)
    {
        // Until the first is due, nothing moves.
        if (schedule.First - TimeProvider.System.GetUtcNow() is var wait && wait > TimeSpan.Zero)
            await Task.Delay(wait, TimeProvider.System);
        await Patience.Until("calls when they were due", schedule.Count, () => Task.FromResult((long)_late.Count));
        double[] late = [.. _late.Order()];
        _late.Clear();
        return late;
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
