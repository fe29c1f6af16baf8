using System.Text;
using ActorSync.Peers;
using ActorSync.Peers.SyncedLog;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var settings = new PeerSettings(args);
var accounts = new Accounts();
using var log = new SyncedFile("submissions.log");
foreach (var line in log.Lines()) Stored.Read(line, accounts);
using var receiver = new Receiver(settings.Receiver, settings.CallsAtOnce);
var builder = Ingress.Builder(settings);
builder.Services.AddHostedService(_ => log);
for (var i = 0; i < settings.CallsAtOnce; i++) builder.Services.AddSingleton<IHostedService>(_ => new Sender(accounts, receiver, log));
var app = builder.Build();
app.MapSubmissions(async submissions =>
{
    await log.Append(Encoding.UTF8.GetBytes(string.Concat(submissions.Select(s => s.Line + "\n"))));
    foreach (var submission in submissions) accounts.Add(submission);
});
await app.RunAsync();
