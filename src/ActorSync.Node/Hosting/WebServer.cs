using System.Net;
using System.Net.Sockets;
using ActorSync.Node.Api;
using ActorSync.Node.Configuration;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ActorSync.Node.Hosting;

/// <summary>One HTTP address of the node, with its limits.</summary>
internal static class WebServer
{
    private const double SlowestBytesPerSecond = 240;
    private const int MaxHeaderBytes = 32 * 1024;
    private const int MaxLineBytes = 8 * 1024;
    private static readonly TimeSpan SlowStart = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    /// <param name="address">Where it listens.</param>
    /// <param name="settings">The node's.</param>
    /// <param name="keys">Who is let in.</param>
    /// <param name="log">For requests that fail.</param>
    /// <param name="open">Paths that need no key.</param>
    /// <param name="services">Adds what the routes need.</param>
    /// <param name="map">Adds the routes.</param>
    public static WebApplication Build(
        Uri address, NodeSettings settings, ApiKeys keys, ILogger log, string[] open,
        Action<IServiceCollection> services, Action<IEndpointRouteBuilder> map)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(o => Configure(o, address, settings));
        builder.Services.AddRoutingCore().AddSingleton<IHostLifetime, NoLifetime>();
        services(builder.Services);
        var app = builder.Build();
        app.Use(next => http => Faults.Handle(http, next, log));
        app.Use(next => http =>
        {
            if (open.Contains(http.Request.Path.Value) || keys.Allows(http.Request)) return next(http);
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Task.CompletedTask;
        });
        app.UseRouting();
        map(app);
        app.UseEndpoints(_ => { });
        return app;
    }

    /// <exception cref="IOException">It cannot listen there.</exception>
    public static async Task Start(WebApplication app, Uri address, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (SocketException e)
        {
            throw new IOException($"cannot listen at {address}: {e.Message}", e);
        }
    }

    /// <summary>Where a started server listens.</summary>
    public static Uri AddressOf(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    private static IPAddress AddressOf(Uri address) =>
        address.Host is "localhost" ? IPAddress.Loopback : IPAddress.Parse(address.Host.Trim('[', ']'));

    private static void Configure(KestrelServerOptions o, Uri address, NodeSettings settings)
    {
        o.AddServerHeader = false;
        // Bodies are read up to a limit of each route; this one is for whatever reads without.
        o.Limits.MaxRequestBodySize = settings.Intake.BatchBytes + 1L;
        o.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        o.Limits.MaxRequestLineSize = MaxLineBytes;
        o.Limits.RequestHeadersTimeout = HeadersTimeout;
        o.Limits.MinRequestBodyDataRate = new(SlowestBytesPerSecond, SlowStart);
        var connections = new Connections(settings.Connections);
        // A free port cannot be the same one for both of localhost's addresses.
        if (address.Host is "localhost" && address.Port != 0) o.ListenLocalhost(address.Port, Listen);
        else o.Listen(AddressOf(address), address.Port, Listen);

        void Listen(ListenOptions listen) => listen.Use(next => connection => connections.Admit(connection, next));
    }
}
