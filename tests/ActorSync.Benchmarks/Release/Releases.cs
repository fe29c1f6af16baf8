using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ActorSync.Benchmarks.Release;

/// <summary>A receiver that notes how long after the answer to an account's main registration the call for its sub comes.</summary>
internal sealed class Releases : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, long> _mains = [];
    private readonly ConcurrentQueue<double> _took = [];
    private readonly WebApplication _app;
    private int _early;

    private Releases(WebApplication app) => _app = app;

    /// <summary>Subs that have come.</summary>
    public int Count => _took.Count;

    /// <summary>Subs that came before their main was answered.</summary>
    public int Early => Volatile.Read(ref _early);

    public static async Task<Releases> Start(Uri url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url.ToString());
        var app = builder.Build();
        var receiver = new Releases(app);
        app.Run(receiver.Take);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>Milliseconds, in order; begins anew.</summary>
    public double[] Drain()
    {
        var took = _took.Order().ToArray();
        _took.Clear();
        _mains.Clear();
        return took;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Take(HttpContext http)
    {
        var came = TimeProvider.System.GetTimestamp();
        // /accounts/{account}/registrations/{meeting}
        var path = http.Request.Path.Value!.Split('/');
        var (account, isSub) = (path[2], path.Length > 5
            || path[4].Contains('/', StringComparison.Ordinal) || path[4].Contains("%2F", StringComparison.Ordinal));
        await http.Request.Body.CopyToAsync(Stream.Null);
        if (!isSub)
        {
            // Before the answer leaves: the node cannot know earlier.
            _mains[account] = TimeProvider.System.GetTimestamp();
            return;
        }
        if (!_mains.TryGetValue(account, out var answered)) Interlocked.Increment(ref _early);
        _took.Enqueue(TimeProvider.System.GetElapsedTime(answered, came).TotalMilliseconds);
    }
}
