namespace ActorSync.Engine;

/// <summary>
/// How many bytes of submissions wait to be decided, over all shards: beyond the limit the node says that it is busy (R5).
/// </summary>
internal sealed class Intake(long limit)
{
    private long _bytes;

    public bool TryTake(AccountCommand command)
    {
        var size = SizeOf(command);
        if (Interlocked.Add(ref _bytes, size) <= limit) return true;
        Interlocked.Add(ref _bytes, -size);
        return false;
    }

    /// <summary>The message waits no more: it is decided, or never will be.</summary>
    public void Return(Message message)
    {
        if (message is Message.Told told) Return(told.Command);
    }

    public void Return(AccountCommand command) => Interlocked.Add(ref _bytes, -SizeOf(command));

    private static long SizeOf(AccountCommand command) => command switch
    {
        AccountCommand.Submit s => s.Submission.Data.Utf8.Length,
        AccountCommand.Edit e => e.Data.Utf8.Length,
        _ => 0,
    };
}
