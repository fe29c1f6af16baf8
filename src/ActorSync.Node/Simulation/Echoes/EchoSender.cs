using System.Globalization;
using System.Net.Http.Headers;

namespace ActorSync.Node.Simulation;

/// <summary>Reports to a node what the party took over: late, doubled, and again until the node has answered for good.</summary>
internal sealed class EchoSender : IAsyncDisposable
{
    private const string Path = "/v1/submissions";
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);
    private static readonly BackOff BackOff = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5));
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly SimulatedPartySettings _settings;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _invoker;
    private readonly SemaphoreSlim _places;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _run;
    private long _open;
    private long _taken;
    private long _refused;
    private long _retried;
    private long _dropped;

    public EchoSender(SimulatedPartySettings settings, TimeProvider time)
    {
        (_settings, _time) = (settings, time);
        _places = new(settings.EchoesAtOnce);
        _invoker = new(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = settings.EchoesAtOnce, UseProxy = false, UseCookies = false, AllowAutoRedirect = false,
        });
        // A party that starts again reports under other ids than before.
        _run = time.GetUtcNow().ToUnixTimeMilliseconds().ToString("x", CultureInfo.InvariantCulture);
    }

    public EchoCounts Counts => new(
        Interlocked.Read(ref _open), Interlocked.Read(ref _taken), Interlocked.Read(ref _refused),
        Interlocked.Read(ref _retried), Interlocked.Read(ref _dropped));

    public void Report(SimulatedEcho echo, Call call, Taken taken, DateTimeOffset at)
    {
        if (echo.IsAbout?.Invoke(call.Account) == false) return;
        var key = Fingerprint.Of($"{call.Account}|{call.Meeting}");
        var chance = Chance.Of(_settings.Seed, key, taken.OwnRevision);
        if (echo.Percent < 100 && !chance.Happens(echo.Percent)) return;
        var id = string.Create(CultureInfo.InvariantCulture, $"{_settings.Name}-{_run}-{(ulong)key:x16}-{taken.OwnRevision}");
        Start(echo, id, call, taken, at, ref chance);
        if (!chance.Happens(echo.DoublePercent)) return;
        Start(echo, chance.Happens(50) ? id : $"{id}-again", call, taken, at, ref chance);
    }

    /// <summary>What still waits is dropped.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (Interlocked.Read(ref _open) > 0) await _ended.Task;
        _invoker.Dispose();
        _places.Dispose();
        _stop.Dispose();
    }

    private void Start(SimulatedEcho echo, string id, Call call, Taken taken, DateTimeOffset at, ref Chance chance)
    {
        if (Interlocked.Increment(ref _open) <= _settings.EchoCapacity && !_stop.IsCancellationRequested)
        {
            var body = RecordWriter.Report(id, _settings.Name, call, taken, at);
            _ = Run(echo, body, chance.UpTo(echo.Delay), chance);
        }
        else
        {
            Interlocked.Increment(ref _dropped);
            Leave();
        }
    }

    private async Task Run(SimulatedEcho echo, byte[] body, TimeSpan delay, Chance chance)
    {
        try
        {
            // The call that is reported still holds its locks.
            await Task.Yield();
            await Task.Delay(delay, _time, _stop.Token);
            for (var failures = 1; !await IsAnswered(echo, body); failures++)
            {
                Interlocked.Increment(ref _retried);
                await Task.Delay(BackOff.Wait(failures, chance.Next(), null), _time, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref _dropped);
        }
        finally
        {
            Leave();
        }
    }

    private async Task<bool> IsAnswered(SimulatedEcho echo, byte[] body)
    {
        await _places.WaitAsync(_stop.Token);
        try
        {
            using var timeout = new CancellationTokenSource(AnswerTimeout, _time);
            using var stop = _stop.Token.UnsafeRegister(static t => ((CancellationTokenSource)t!).Cancel(), timeout);
            using var request = new HttpRequestMessage(HttpMethod.Post, echo.Node.TrimEnd('/') + Path);
            if (echo.Key is { } key) request.Headers.Authorization = new("Bearer", key);
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = Json } };
            using var response = await _invoker.SendAsync(request, timeout.Token);
            return Count((int)response.StatusCode);
        }
        // The edge of the loop: whatever went wrong, the node has not answered.
        catch (Exception) when (!_stop.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            _places.Release();
        }
    }

    private bool Count(int status)
    {
        if (status is >= 200 and < 300) Interlocked.Increment(ref _taken);
        else if (status is >= 400 and < 500 and not (408 or 425 or 429)) Interlocked.Increment(ref _refused);
        else return false;
        return true;
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _open) == 0 && _stop.IsCancellationRequested) _ended.TrySetResult();
    }
}
