using ActorSync.Tests.Servers;
using ActorSync.Tests.Support;

namespace ActorSync.Benchmarks.Peers;

/// <summary>
/// What all systems stand on: one receiver, a process of its own, and servers, started when the first one needs them. One
/// system works at a time, so what a server does in a run it does for that system.
/// </summary>
internal sealed class Ground : IAsyncDisposable
{
    private const int CallsShown = 500_000;

    private readonly OwnFolder _folder = OwnFolder.Create("actorsync-peers-");
    private readonly Child _receiver;
    private readonly string _redisSync;
    private DatabaseServer? _mariaDb;
    private DurableRedis? _redis;

    private Ground(Child receiver, Uri address, int callsAtOnce, string redisSync) =>
        (_receiver, _redisSync, ReceiverUrl, CallsAtOnce, Receiver) = (receiver, redisSync, address, callsAtOnce, new(address));

    public Uri ReceiverUrl { get; }

    public ReceiverView Receiver { get; }

    /// <summary>Calls to the receiver that each system may have under way.</summary>
    public int CallsAtOnce { get; }

    /// <summary>Processor time of all servers but the receiver.</summary>
    public TimeSpan ServersCpu => (_mariaDb?.Cpu ?? TimeSpan.Zero) + (_redis?.Cpu ?? TimeSpan.Zero);

    /// <param name="callsAtOnce">For each system.</param>
    /// <param name="redisSync">See <see cref="DurableRedis"/>.</param>
    public static async Task<Ground> Start(int callsAtOnce, string redisSync)
    {
        var address = Local();
        var receiver = await Child.Start(
            new(address, "/report?received=0"), "simulate", "--name", "C",
            "--listen", address.ToString(), "--calls-shown", $"{CallsShown}");
        return new(receiver, address, callsAtOnce, redisSync);
    }

    /// <summary>A free address of this machine.</summary>
    public static Uri Local() => new($"http://127.0.0.1:{FreePort.Take()}");

    /// <summary>A folder for one system, deleted in the end.</summary>
    public string Folder(string name) => Directory.CreateDirectory(_folder.File(name)).FullName;

    /// <returns>Its port; user root has no password.</returns>
    /// <exception cref="CannotRunException">There is none here.</exception>
    public async Task<int> MariaDb()
    {
        _mariaDb ??= await OwnServer.MariaDb();
        return _mariaDb.Port;
    }

    /// <returns>Its port.</returns>
    /// <exception cref="CannotRunException">There is none here.</exception>
    public async Task<int> Redis()
    {
        _redis ??= await OwnServer.Start(DurableRedis.Missing, () => new DurableRedis(_redisSync));
        return _redis.Port;
    }

    public async ValueTask DisposeAsync()
    {
        Receiver.Dispose();
        await _receiver.DisposeAsync();
        if (_mariaDb is not null) await _mariaDb.DisposeAsync();
        if (_redis is not null) await _redis.DisposeAsync();
        _folder.Dispose();
    }
}
