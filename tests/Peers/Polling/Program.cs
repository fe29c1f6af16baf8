using ActorSync.Peers;
using ActorSync.Peers.Polling;
using Microsoft.Extensions.DependencyInjection;

var settings = new PeerSettings(args);
var tables = new Tables(settings.Text("mysql"));
await tables.Create();
using var receiver = new Receiver(settings.Receiver, settings.CallsAtOnce);
var builder = Ingress.Builder(settings);
builder.Services.AddHostedService(_ => new Poller(tables, receiver, settings.Is("again-when-full")));
var app = builder.Build();
app.MapSubmissions(tables.Insert);
await app.RunAsync();
