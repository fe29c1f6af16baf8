using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;

namespace ActorSync.Peers.SyncedLog;

/// <summary>A file that is only appended to. Whatever is waiting is written at once and synced once.</summary>
internal sealed class SyncedFile(string path) : BackgroundService
{
    private readonly FileStream _file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
    private readonly Channel<(byte[] Bytes, TaskCompletionSource Done)> _waiting =
        Channel.CreateUnbounded<(byte[], TaskCompletionSource)>(new() { SingleReader = true });

    /// <summary>What is in it, before anything is appended. A line that a kill cut off was never promised to anybody, and goes.</summary>
    public string[] Lines()
    {
        var bytes = new byte[_file.Length];
        _file.ReadExactly(bytes);
        var whole = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        _file.SetLength(whole);
        return Encoding.UTF8.GetString(bytes, 0, whole).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Ends when the bytes are on the disk.</summary>
    public Task Append(byte[] bytes)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Writer.TryWrite((bytes, done));
        return done.Task;
    }

    public override void Dispose()
    {
        _file.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var together = new MemoryStream();
        List<TaskCompletionSource> done = [];
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            while (_waiting.Reader.TryRead(out var append))
            {
                together.Write(append.Bytes);
                done.Add(append.Done);
            }
            _file.Write(together.GetBuffer(), 0, (int)together.Length);
            _file.Flush(flushToDisk: true);
            foreach (var append in done) append.SetResult();
            done.Clear();
            together.SetLength(0);
        }
    }
}
