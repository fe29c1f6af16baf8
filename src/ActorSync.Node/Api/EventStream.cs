using System.Collections.Immutable;
using System.Text;
using System.Threading.Channels;

namespace ActorSync.Node.Api;

/// <summary>
/// Server-sent events: what becomes durable, as it happens. A listener that is too slow misses some, and is told how many.
/// </summary>
internal sealed class EventStream(TimeProvider time) : IDisposable
{
    private const int Buffered = 1024;
    private const int MaxListeners = 100;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private static readonly Problem TooMany = new(StatusCodes.Status429TooManyRequests, "Too many listeners")
    {
        Detail = $"{MaxListeners} listen already, as many as the node takes. Ask again when one has left.",
        RetryAfter = TimeSpan.FromSeconds(10),
    };

    private readonly CancellationTokenSource _ending = new();
    private ImmutableArray<Listener> _listeners = [];

    /// <summary>Tells every listener; never waits.</summary>
    public void Publish(AccountId account, ImmutableArray<AccountEvent> events)
    {
        foreach (var listener in _listeners)
            if (listener.Account is null || listener.Account == account)
                foreach (var happened in events) listener.Offer(account, happened);
    }

    public async Task Listen(HttpContext http, AccountId? account)
    {
        var listener = new Listener(account);
        if (_listeners.Length >= MaxListeners)
        {
            await TooMany.Write(http);
            return;
        }
        ImmutableInterlocked.Update(ref _listeners, all => all.Add(listener));
        using var pace = new Pace(time, http.RequestAborted, _ending.Token);
        try
        {
            http.Response.ContentType = "text/event-stream";
            http.Response.Headers.CacheControl = "no-cache";
            pace.Begin();
            await http.Response.WriteAsync(": listening\n\n", pace.Over);
            await http.Response.Body.FlushAsync(pace.Over);
            while (true) await Send(http.Response, listener, pace);
        }
        catch (OperationCanceledException)
        {
            // The listener has gone, or the node stops; or it does not read: its place is for another.
            if (pace.IsLost) http.Abort();
        }
        finally
        {
            ImmutableInterlocked.Update(ref _listeners, all => all.Remove(listener));
        }
    }

    /// <summary>Ends every stream: a stop would wait for them as for any request. Safe to call twice.</summary>
    public void End() => _ending.Cancel();

    public void Dispose() => _ending.Dispose();

    private async Task Send(HttpResponse response, Listener listener, Pace pace)
    {
        pace.Rest();
        try
        {
            await listener.Heard().WaitAsync(Heartbeat, time, pace.Over);
            pace.Begin();
        }
        catch (TimeoutException)
        {
            pace.Begin();
            await response.WriteAsync(": still here\n\n", pace.Over);
        }
        while (listener.Channel.Reader.TryRead(out var happened))
        {
            pace.Begin();
            var (account, e) = happened;
            // Data is kept as it came, over several lines perhaps; a line break would end the field.
            var payload = Encoding.UTF8.GetString(EventJson.Write(e)).Replace('\r', ' ').Replace('\n', ' ');
            var name = EventJson.NameOf(e).Split('/')[0];
            await response.WriteAsync(
                $"event: {name}\ndata: {{\"account\":{Quoted(account.Value)},\"detail\":{payload}}}\n\n", pace.Over);
        }
        if (listener.TakeMissed() is > 0 and var missed)
            await response.WriteAsync($"event: missed\ndata: {{\"count\":{missed}}}\n\n", pace.Over);
        await response.Body.FlushAsync(pace.Over);
    }

    private static string Quoted(string text) => $"\"{System.Text.Json.JsonEncodedText.Encode(text)}\"";

    private sealed class Listener(AccountId? account)
    {
        private int _missed;
        private Task<bool> _heard = Task.FromResult(true);

        public AccountId? Account => account;

        public Channel<(AccountId Account, AccountEvent Happened)> Channel { get; } =
            System.Threading.Channels.Channel.CreateBounded<(AccountId, AccountEvent)>(Buffered);

        /// <summary>
        /// Completes when there is something to tell. One wait for all heartbeats: the channel would keep every wait given up.
        /// </summary>
        public Task<bool> Heard() => _heard.IsCompleted ? _heard = Channel.Reader.WaitToReadAsync().AsTask() : _heard;

        public void Offer(AccountId of, AccountEvent happened)
        {
            if (!Channel.Writer.TryWrite((of, happened))) Interlocked.Increment(ref _missed);
        }

        public int TakeMissed() => Interlocked.Exchange(ref _missed, 0);
    }
}
