using System.Buffers;

namespace ActorSync.Node.Api;

/// <summary>
/// Reads a batch's body whole. It takes memory only as it arrives: slow senders, however many, keep no more from others than
/// what they have sent, and that only as long as they hold the pace.
/// </summary>
internal static class BatchBody
{
    private const int FirstBytes = 4096;
    private static readonly Problem Busy = Problem.Busy(TimeSpan.FromSeconds(1));
    private static readonly Problem TooSlow = new(StatusCodes.Status408RequestTimeout, "Too slow")
    {
        Detail = $"Expected at least {Pace.Portion} bytes of a batch in {Pace.Patience.TotalSeconds:0} s; nothing was done.",
    };

    /// <param name="http">The request.</param>
    /// <param name="limit">Bytes, at most.</param>
    /// <param name="share">Where its memory is taken from.</param>
    /// <param name="time">By which the pace is measured.</param>
    /// <returns>The body without a byte order mark, or why there is none.</returns>
    /// <exception cref="BadHttpRequestException">The sender broke off, or has coded the body.</exception>
    public static async Task<(ReadOnlyMemory<byte> Body, Problem? Problem)> Read(
        HttpContext http, int limit, IntakeMemory.Share share, TimeProvider time)
    {
        Body.RefuseCodings(http);
        var tooLarge = Problem.TooLarge($"A batch has at most {limit} bytes.");
        if (http.Request.ContentLength > limit) return (default, tooLarge);
        if (!share.MayTake(http.Request.ContentLength ?? 0)) return (default, Busy);
        using var pace = new Pace(time, http.RequestAborted);
        var (bytes, length) = (Array.Empty<byte>(), 0);
        pace.Begin();
        try
        {
            while (true)
            {
                var read = await Body.Next(http, pace.Over);
                var (end, fault) = (length + read.Buffer.Length, default(Problem));
                if (end > limit) fault = tooLarge;
                else if (end > bytes.Length)
                {
                    // No more than was announced, and doubled up to that, so that little is copied.
                    var most = (int)(http.Request.ContentLength ?? limit);
                    var size = (int)Math.Max(end, Math.Min(most, Math.Max(FirstBytes, 2L * bytes.Length)));
                    if (share.TryTake(size - bytes.Length)) Array.Resize(ref bytes, size);
                    else fault = Busy;
                }
                if (fault is null) read.Buffer.CopyTo(bytes.AsSpan(length));
                http.Request.BodyReader.AdvanceTo(read.Buffer.End);
                if (fault is not null) return (default, fault);
                pace.Came(end - length);
                length = (int)end;
                if (read.IsCompleted) return (Body.WithoutMark(bytes.AsMemory(0, length)), null);
            }
        }
        catch (OperationCanceledException) when (pace.IsLost)
        {
            return (default, TooSlow);
        }
    }
}
