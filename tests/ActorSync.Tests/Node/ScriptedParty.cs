using System.Collections.Concurrent;
using System.Text;

namespace ActorSync.Tests.Node;

/// <summary>A party whose answers a test chooses account by account; whoever is not named is taken over.</summary>
internal sealed class ScriptedParty : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> _answers = new();
    private readonly ConcurrentDictionary<string, HeldCall> _held = new();
    private readonly FakeReceiver _receiver;

    public ScriptedParty() => _receiver = new(async connection =>
    {
        while (await connection.Read() is { } request)
        {
            var account = AccountOf(request);
            if (_held.TryRemove(account, out var held)) await held.Arrive();
            await connection.Write(_answers.GetValueOrDefault(account, IsAway
                ? "HTTP/1.1 503 Away\r\nContent-Length: 0\r\n\r\n"
                : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        }
    });

    /// <summary>Every call is answered 503.</summary>
    public bool IsAway { get; set; }

    public string Url => _receiver.Url;

    /// <summary>Every call about an account, in order.</summary>
    public IReadOnlyList<FakeRequest> CallsAbout(string account) => [.. _receiver.Requests.Where(r => AccountOf(r) == account)];

    /// <summary>From now on calls about the account are answered so.</summary>
    public void Answer(string account, int status, string body = "") =>
        _answers[account] = $"HTTP/1.1 {status} Status\r\nContent-Type: text/plain\r\nContent-Length: "
            + $"{Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    public void TakeOver(string account) => _answers.TryRemove(account, out _);

    /// <summary>The next call about the account gets no answer until the test releases it.</summary>
    public HeldCall Hold(string account) => _held[account] = new();

    public ValueTask DisposeAsync() => _receiver.DisposeAsync();

    private static string AccountOf(FakeRequest request) => Uri.UnescapeDataString(request.Line.Split(' ')[1].Split('/')[2]);
}
