using ActorSync.Peers;
using ActorSync.Peers.Bus;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

var settings = new PeerSettings(args);
using var connection = await ConnectionMultiplexer.ConnectAsync(settings.Text("redis"));
using var receiver = new Receiver(settings.Receiver, settings.CallsAtOnce);
var builder = Ingress.Builder(settings);
builder.Services.AddSingleton(new HeldInRedis(connection.GetDatabase()));
builder.Services.AddSingleton(receiver);
builder.Services.AddSubmissionBus(settings.CallsAtOnce);
var app = builder.Build();
app.MapSubmissions(async submissions =>
{
    var endpoint = await app.Services.GetRequiredService<IBus>().GetSendEndpoint(new("queue:submissions"));
    await endpoint.SendBatch(submissions.Select(s => new DeliverSubmission(s.Account, s.Line)));
});
await app.RunAsync();
