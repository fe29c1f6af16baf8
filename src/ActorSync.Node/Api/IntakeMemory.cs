namespace ActorSync.Node.Api;

/// <summary>The memory that batches share. It is never waited for: what does not fit is told to come again (R5).</summary>
internal sealed class IntakeMemory(long bytes)
{
    private long _free = bytes;

    /// <summary>One batch's part of it: nothing at first. Given back when it is disposed.</summary>
    public sealed class Share(IntakeMemory memory) : IDisposable
    {
        private long _taken;

        /// <summary>Whether so much is free now. Others may take it meanwhile.</summary>
        public bool MayTake(long bytes) => Interlocked.Read(ref memory._free) >= bytes;

        public bool TryTake(long bytes)
        {
            if (Interlocked.Add(ref memory._free, -bytes) < 0)
            {
                Interlocked.Add(ref memory._free, bytes);
                return false;
            }
            _taken += bytes;
            return true;
        }

        public void Dispose()
        {
            Interlocked.Add(ref memory._free, _taken);
            _taken = 0;
        }
    }
}
