using System.Text;
using ActorSync.Peers;
using ActorSync.Peers.SyncedLog;
using Microsoft.Extensions.DependencyInjection;

var settings = new PeerSettings(args);
var accounts = new Accounts();
var stored = File.Exists("submissions.log") ? await File.ReadAllLinesAsync("submissions.log") : [];
using var log = new SyncedFile("submissions.log");
foreach (var line in stored) Stored.Read(line, accounts);
using var receiver = new Receiver(settings.Receiver, settings.CallsAtOnce);
var builder = Ingress.Builder(settings);
builder.Services.AddHostedService(_ => log);
for (var i = 0; i < settings.CallsAtOnce; i++) builder.Services.AddSingleton<Microsoft.Extensions.Hosting.IHostedService>(_ => new Sender(accounts, receiver, log));
var app = builder.Build();
app.MapSubmissions(async submissions =>
{
    await log.Append(Encoding.UTF8.GetBytes(string.Concat(submissions.Select(s => s.Line + "\n"))));
    foreach (var submission in submissions) accounts.Add(submission);
});
await app.RunAsync();
