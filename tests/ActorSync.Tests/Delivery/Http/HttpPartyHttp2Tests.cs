using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Xunit;

namespace ActorSync.Tests;

public sealed class HttpPartyHttp2Tests
{
    [Fact]
    public async Task Http2_is_spoken_from_the_first_byte_on()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http2));
        await using var app = builder.Build();
        app.Run(async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            var length = (await body.ReadToEndAsync()).Length;
            context.Response.StatusCode = length > 0 ? StatusCodes.Status409Conflict : StatusCodes.Status204NoContent;
            if (length > 0) await context.Response.WriteAsync($"{context.Request.Protocol} {context.Request.Method}");
        });
        await app.StartAsync();
        using var party = SomeParty.From(SomeParty.Said(app.Urls.First()) with { Http2 = true });

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => party.Call()));
        var cancelled = await party.Call(SomeDelivery.Cancel);

        Assert.All(answers, a => Assert.Equal("HTTP/2 PUT", a.Detail));
        Assert.Equal(AttemptResult.Delivered, cancelled.Result);
    }
}
