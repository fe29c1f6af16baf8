using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace ActorSync.Tests.Node.Hosting;

/// <summary>The receiving end of OTLP over gRPC: takes every export, and keeps its bytes.</summary>
internal sealed class SpanCollector : IAsyncDisposable
{
    private static readonly byte[] EmptyMessage = new byte[5];
    private readonly ConcurrentQueue<byte[]> _exports = [];
    private readonly WebApplication _server;

    private SpanCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        _server = builder.Build();
        _server.MapPost("/opentelemetry.proto.collector.trace.v1.TraceService/Export", Export);
    }

    public Uri Url => new(_server.Urls.Single());

    public static async Task<SpanCollector> Start()
    {
        var collector = new SpanCollector();
        await collector._server.StartAsync();
        return collector;
    }

    /// <summary>Whether one export holds all of these: each is in a span, or in what is said of the node, as it is.</summary>
    public bool Has(params byte[][] texts) => _exports.Any(export => texts.All(text => export.AsSpan().IndexOf(text) >= 0));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task Export(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        _exports.Enqueue(body.ToArray());
        http.Response.ContentType = "application/grpc";
        await http.Response.Body.WriteAsync(EmptyMessage);
        http.Response.AppendTrailer("grpc-status", "0");
    }
}
