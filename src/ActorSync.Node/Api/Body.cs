using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace ActorSync.Node.Api;

/// <summary>
/// Reads a request's body whole, up to a limit. It takes memory only as it arrives, and only as long as its sender holds the pace.
/// </summary>
internal static class Body
{
    private const string NoCoding = "identity";

    /// <param name="http">The request.</param>
    /// <param name="limit">Bytes, at most.</param>
    /// <param name="time">By which the pace is measured.</param>
    /// <returns>The body without a byte order mark, or null when it is longer than the limit.</returns>
    /// <exception cref="BadHttpRequestException">The sender broke off, was too slow, or has coded the body.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>?> Read(HttpContext http, int limit, TimeProvider time)
    {
        RefuseCodings(http);
        if (http.Request.ContentLength > limit) return null;
        return TryReadAll(http, limit, out var all) ? WithoutMark(all) : await ReadAsItComes(http, limit, time);
    }

    /// <summary>
    /// A compressed body would be taken for text in a wrong encoding. The header in the answer is what RFC 9110,
    /// section 15.5.16, asks for.
    /// </summary>
    /// <exception cref="BadHttpRequestException">The body is coded.</exception>
    public static void RefuseCodings(HttpContext http)
    {
        var codings = http.Request.Headers.ContentEncoding.ToString();
        if (codings.Split(',', StringSplitOptions.TrimEntries).All(IsNone)) return;
        http.Response.Headers.AcceptEncoding = NoCoding;
        throw new BadHttpRequestException(
            $"Expected a body as it is, found Content-Encoding: {codings}", StatusCodes.Status415UnsupportedMediaType);

        static bool IsNone(string coding) => coding is "" || coding.Equals(NoCoding, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Editors put the mark before UTF-8 texts; to JSON it would be a wrong character (RFC 8259, section 8.1).</summary>
    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;

    /// <summary>What has arrived and was not read yet.</summary>
    /// <exception cref="BadHttpRequestException">The sender broke off, or was too slow.</exception>
    public static async ValueTask<ReadResult> Next(HttpContext http, CancellationToken over)
    {
        try
        {
            return await http.Request.BodyReader.ReadAsync(over);
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            throw BrokeOff(e);
        }
    }

    /// <summary>Most bodies have arrived with their heads: nobody is waited for.</summary>
    private static bool TryReadAll(HttpContext http, int limit, out ReadOnlyMemory<byte> body)
    {
        body = default;
        var reader = http.Request.BodyReader;
        try
        {
            if (!reader.TryRead(out var read)) return false;
            var isAll = read.IsCompleted && read.Buffer.Length <= limit;
            if (isAll) body = read.Buffer.ToArray();
            reader.AdvanceTo(isAll ? read.Buffer.End : read.Buffer.Start);
            return isAll;
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            throw BrokeOff(e);
        }
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadAsItComes(HttpContext http, int limit, TimeProvider time)
    {
        using var pace = new Pace(time, http.RequestAborted);
        var body = new ArrayBufferWriter<byte>();
        pace.Begin();
        try
        {
            while (true)
            {
                var read = await Next(http, pace.Over);
                var came = read.Buffer.Length;
                var isTooLong = body.WrittenCount + came > limit;
                if (!isTooLong)
                    foreach (var segment in read.Buffer) body.Write(segment.Span);
                http.Request.BodyReader.AdvanceTo(read.Buffer.End);
                if (isTooLong) return null;
                if (read.IsCompleted) return WithoutMark(body.WrittenMemory);
                pace.Came(came);
            }
        }
        catch (OperationCanceledException) when (pace.IsLost)
        {
            throw new BadHttpRequestException(
                $"Expected at least {Pace.Portion} bytes of a body in {Pace.Patience.TotalSeconds:0} s; nothing was done.",
                StatusCodes.Status408RequestTimeout);
        }
    }

    /// <summary>A connection that broke, or chunks of no possible size: the sender's fault, and never the store's.</summary>
    private static BadHttpRequestException BrokeOff(IOException fault) => new("The body broke off.", fault);
}
