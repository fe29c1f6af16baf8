namespace ActorSync.Tests.Node.Api;

/// <summary>What is written to it never gets through, as to a client that does not read.</summary>
internal sealed class FullStream : MemoryStream
{
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
}
