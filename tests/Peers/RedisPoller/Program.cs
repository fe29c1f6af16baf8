using ActorSync.Peers;
using ActorSync.Peers.RedisPoller;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

var settings = new PeerSettings(args);
using var connection = await ConnectionMultiplexer.ConnectAsync(settings.Text("redis"));
var redis = connection.GetDatabase();
var waiting = new WaitingSet(redis, TimeProvider.System);
using var receiver = new Receiver(settings.Receiver, settings.CallsAtOnce);
var worker = new Worker(waiting, new(redis), receiver, redis);
var builder = Ingress.Builder(settings);
builder.Services.AddHostedService(_ => new Poller(waiting, worker, settings.CallsAtOnce));
var app = builder.Build();
app.MapSubmissions(waiting.Add);
await app.RunAsync();
