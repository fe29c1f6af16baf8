using System.Collections.Immutable;
using System.Text;
using System.Threading.Channels;

namespace ActorSync.Node.Api;

/// <summary>Server-sent events: what becomes durable, as it happens. A listener that is too slow misses some, and is told how many.</summary>
internal sealed class EventStream(TimeProvider time)
{
    private const int Buffered = 1024;
    private const int MaxListeners = 100;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

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
            await Problem.Busy(TimeSpan.FromSeconds(10)).Write(http);
            return;
        }
        ImmutableInterlocked.Update(ref _listeners, all => all.Add(listener));
        try
        {
            http.Response.ContentType = "text/event-stream";
            http.Response.Headers.CacheControl = "no-cache";
            await http.Response.WriteAsync(": listening\n\n", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            while (!http.RequestAborted.IsCancellationRequested) await Send(http, listener);
        }
        catch (OperationCanceledException)
        {
            // The listener has gone.
        }
        finally
        {
            ImmutableInterlocked.Update(ref _listeners, all => all.Remove(listener));
        }
    }

    private async Task Send(HttpContext http, Listener listener)
    {
        try
        {
            await listener.Channel.Reader.WaitToReadAsync(http.RequestAborted).AsTask().WaitAsync(Heartbeat, time, http.RequestAborted);
        }
        catch (TimeoutException)
        {
            await http.Response.WriteAsync(": still here\n\n", http.RequestAborted);
        }
        while (listener.Channel.Reader.TryRead(out var happened))
        {
            var (account, e) = happened;
            var payload = Encoding.UTF8.GetString(EventJson.Write(e));
            await http.Response.WriteAsync($"event: {EventJson.NameOf(e).Split('/')[0]}\ndata: {{\"account\":{Quoted(account.Value)},\"detail\":{payload}}}\n\n", http.RequestAborted);
        }
        if (listener.TakeMissed() is > 0 and var missed) await http.Response.WriteAsync($"event: missed\ndata: {{\"count\":{missed}}}\n\n", http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    private static string Quoted(string text) => $"\"{System.Text.Json.JsonEncodedText.Encode(text)}\"";

    private sealed class Listener(AccountId? account)
    {
        private int _missed;

        public AccountId? Account => account;

        public Channel<(AccountId Account, AccountEvent Happened)> Channel { get; } =
            System.Threading.Channels.Channel.CreateBounded<(AccountId, AccountEvent)>(Buffered);

        public void Offer(AccountId of, AccountEvent happened)
        {
            if (!Channel.Writer.TryWrite((of, happened))) Interlocked.Increment(ref _missed);
        }

        public int TakeMissed() => Interlocked.Exchange(ref _missed, 0);
    }
}
