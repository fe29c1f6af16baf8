using System.Net;
using System.Net.Sockets;

namespace ActorSync.Tests.Support;

/// <summary>
/// Ports for servers of the tests' own. Below the range from which systems give ports to connections that leave: a server
/// that is started again must find its port free.
/// </summary>
internal static class FreePort
{
    private const int First = 15_000;
    private const int Count = 17_000;
    private static int _next = Environment.ProcessId * 37;

    public static int Take()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _next) % Count);
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
        throw new InvalidOperationException($"expected a free port from {First} to {First + Count - 1}, found none");
    }
}
