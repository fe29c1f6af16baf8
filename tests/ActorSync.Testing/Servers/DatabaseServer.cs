using System.Diagnostics;
using System.Net.Sockets;

namespace ActorSync.Tests.Servers;

/// <summary>A database server: of the kind that <see cref="DatabaseProgram"/> chooses.</summary>
internal sealed class DatabaseServer() : ServerProcess("database")
{
    /// <summary>Why there can be none here; null when there can.</summary>
    public static string? Missing => DatabaseProgram.Chosen.Missing;

    protected override ProcessStartInfo Command => DatabaseProgram.Chosen.Command(Folder, Data, Port);

    private string Data => Path.Combine(Folder, "data");

    protected override Task Prepare() => DatabaseProgram.Chosen.MakeData(Data);

    /// <summary>It greets whoever connects, once it is ready.</summary>
    protected override async Task<bool> Answers()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", Port);
            return await client.GetStream().ReadAsync(new byte[1]) == 1;
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }
}
