using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using ActorSync.Tests.Servers;

namespace ActorSync.Benchmarks.Peers;

/// <summary>
/// A Redis as BullMQ's guide to production has it: append-only file, nothing evicted.
/// </summary>
/// <param name="sync">
/// When the file is synced. `everysec`, which that guide finds enough: it outlives any kill of the systems that use it, and a
/// power cut costs it a second. `always`: what it has acknowledged is on disk, as with the other stores.
/// </param>
internal sealed class DurableRedis(string sync) : ServerProcess("redis")
{
    private static readonly string? Daemon = ServerProgram.Find("redis-server");

    /// <summary>Why there can be none here; null when there can.</summary>
    public static string? Missing => Daemon is null ? "needs Redis (Debian: redis-server)" : null;

    protected override ProcessStartInfo Command => new(Daemon!,
    [
        "--port", $"{Port}", "--bind", "127.0.0.1", "--dir", Folder, "--save", "", "--appendonly", "yes", "--appendfsync", sync,
        "--maxmemory-policy", "noeviction", "--loglevel", "warning",
    ]);

    protected override async Task<bool> Answers()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("PING\r\n"));
            using var reader = new StreamReader(client.GetStream());
            return await reader.ReadLineAsync() == "+PONG";
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }
}
