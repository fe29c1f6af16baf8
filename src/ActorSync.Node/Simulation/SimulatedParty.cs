using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ActorSync.Node.Simulation;

/// <summary>
/// A party that keeps the party contract, watches how it is called, and can be made to fail in many ways: for
/// demonstrations, tests and load.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item>`PUT`, `DELETE`, `GET /accounts/{account}/registrations/{meeting}`, `GET /registrations?after=&amp;limit=`: the contract.</item>
/// <item>`GET /report?received=` what it saw, `GET /records` what it holds, `POST /reset` forgets all but the faults.</item>
/// <item>`GET`, `PUT /faults`: <see cref="SimulatedFaults"/>, all at once. `POST /oauth/token`: client credentials.</item>
/// </list>
/// </remarks>
public sealed class SimulatedParty : IAsyncDisposable
{
    /// <summary>Bytes of a body; as much as a submission may have, and room for what the contract puts around it.</summary>
    private const int MaxBody = 256 * 1024;

    private readonly PartyStage _stage;
    private readonly KestrelServer _server;

    private SimulatedParty(PartyStage stage)
    {
        _stage = stage;
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = MaxBody;
        options.Listen(stage.Settings.Listen);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        _server = new(Options.Create(options), transport, NullLoggerFactory.Instance);
    }

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Url => _server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();

    /// <summary>May be set while it runs; calls that have begun go on under the faults of before.</summary>
    /// <exception cref="ArgumentException">They are out of range.</exception>
    public SimulatedFaults Faults
    {
        get => _stage.Faults;
        set => _stage.Faults = Checked(value, value.Check());
    }

    internal Observations Observed => _stage.State.Observed;

    /// <param name="settings">How it runs.</param>
    /// <param name="time">Its own time, and what its waits wait for.</param>
    /// <exception cref="ArgumentException">
    /// The settings are not sound: <see cref="SimulatedPartySettings.Check"/> says so beforehand.
    /// </exception>
    /// <exception cref="IOException">It cannot listen there.</exception>
    public static async Task<SimulatedParty> Start(SimulatedPartySettings settings, TimeProvider time)
    {
        var party = new SimulatedParty(new(Checked(settings, settings.Check()), time));
        try
        {
            await party._server.StartAsync(new PartyServer(party._stage), CancellationToken.None);
        }
        catch (SocketException e)
        {
            throw new IOException($"Cannot listen on {settings.Listen}: {e.Message}", e);
        }
        return party;
    }

    /// <param name="received">Latest calls to show, at most.</param>
    public SimulationReport Report(int received = int.MaxValue) => _stage.Report(received);

    /// <summary>What it holds, by `account|meeting`, in the order of these keys.</summary>
    public IEnumerable<KeyValuePair<string, HeldRecord>> Held() =>
        from record in _stage.State.Records.After(null)
        select KeyValuePair.Create(record.Key, new HeldRecord(JsonData.Restore(record.Value.Data), record.Value.Revision));

    /// <summary>Forgets everything but the faults. Echoes that still wait are dropped.</summary>
    public Task Reset() => _stage.Reset();

    /// <summary>Cuts off what still waits, and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stage.Stop();
        await _server.StopAsync(new CancellationToken(canceled: true));
        _server.Dispose();
        await _stage.DisposeAsync();
    }

    private static T Checked<T>(T value, IReadOnlyList<Fault> faults) => faults.Count == 0
        ? value
        : throw new ArgumentException(string.Join("; ", faults.Select(f => $"{f.Pointer}: {f.Detail}")), nameof(value));
}
