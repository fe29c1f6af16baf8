using StackExchange.Redis;

namespace ActorSync.Redis;

/// <summary>
/// The one way to a Redis server or cluster, for any number of callers. It is there at once: while no server is reached, calls
/// fail. Every wait is bounded here, since the client library's are not while a server hangs.
/// </summary>
public sealed class RedisConnection(RedisSettings settings, TimeProvider time) : IAsyncDisposable
{
    /// <summary>After so long without an answer the connection itself is doubted: the other end may be gone without a word.</summary>
    private static readonly TimeSpan DoubtAfter = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan ReconnectEvery = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private Task<ConnectionMultiplexer>? _dialled;
    private (Task Call, long Since)? _unanswered;
    private int _reconnects;

    /// <summary>How often the way to a server was lost and found again.</summary>
    internal int Reconnects => Volatile.Read(ref _reconnects);

    internal string Key(string name) => $"{settings.KeyPrefix}:{name}";

    /// <summary>
    /// Makes a call, of one command or of many at once. A call of which the answer did not come in time may still have effect;
    /// until its answer has come, no other is sent, so that nothing piles up before a server that hangs.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Redis is away, or did not answer in time.</exception>
    internal async Task<T> Ask<T>(Func<IDatabase, Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            var server = await Dial().WaitAsync(2 * settings.ConnectTimeout, time, cancellation);
            try
            {
                return await Bounded(call(server.GetDatabase(settings.Database)), cancellation);
            }
            catch (RedisServerException e) when (RedisFailure.IsNoScript(e))
            {
                // The server has lost its scripts; the client library has noticed by now and sends them again.
                return await Bounded(call(server.GetDatabase(settings.Database)), cancellation);
            }
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested && RedisFailure.ReasonOf(e) is { } reason)
        {
            throw new StoreUnavailableException(reason, e);
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (_lock) HangUp();
        return ValueTask.CompletedTask;
    }

    private async Task<T> Bounded<T>(Task<T> answer, CancellationToken cancellation)
    {
        try
        {
            return await answer.WaitAsync(settings.CallTimeout, time, cancellation);
        }
        finally
        {
            if (!answer.IsCompleted) Doubt(answer);
        }
    }

    private void Doubt(Task answer)
    {
        Forget(answer);
        lock (_lock)
            if (_unanswered is null or { Call.IsCompleted: true }) _unanswered = (answer, time.GetTimestamp());
    }

    private Task<ConnectionMultiplexer> Dial()
    {
        lock (_lock)
        {
            if (_unanswered is { } unanswered)
            {
                var waited = time.GetElapsedTime(unanswered.Since);
                if (!unanswered.Call.IsCompleted && waited < DoubtAfter)
                    throw new StoreUnavailableException($"Redis has not answered for {waited.TotalSeconds:0} s");
                if (!unanswered.Call.IsCompleted) HangUp();
                _unanswered = null;
            }
            if (_dialled is { IsFaulted: true } or { IsCanceled: true }) _dialled = null;
            return _dialled ??= Connect();
        }
    }

    private async Task<ConnectionMultiplexer> Connect()
    {
        var options = new ConfigurationOptions
        {
            AbortOnConnectFail = false,
            ClientName = "actorsync",
            ConnectTimeout = (int)settings.ConnectTimeout.TotalMilliseconds,
            DefaultDatabase = settings.Database,
            Password = settings.Password,
            Ssl = settings.Tls,
            ReconnectRetryPolicy = new LinearRetry((int)ReconnectEvery.TotalMilliseconds),
            // Neither is of use here; each would cost keys or a channel of the server.
            TieBreaker = "",
            ConfigurationChannel = "",
        };
        foreach (var endpoint in settings.Endpoints) options.EndPoints.Add(endpoint);
        var server = await ConnectionMultiplexer.ConnectAsync(options);
        server.ConnectionRestored += (_, _) => Interlocked.Increment(ref _reconnects);
        return server;
    }

    private void HangUp()
    {
        if (_dialled is not { } dialled) return;
        _dialled = null;
        Interlocked.Increment(ref _reconnects);
        Forget(Close(dialled));
    }

    private static async Task Close(Task<ConnectionMultiplexer> dialled) => (await dialled).Close(allowCommandsToComplete: false);

    /// <summary>Nobody waits for it any more; how it ends is of no interest.</summary>
    private static void Forget(Task task) => task.ContinueWith(
        t => t.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
