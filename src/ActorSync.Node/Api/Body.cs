using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace ActorSync.Node.Api;

/// <summary>Reads a request's body whole, up to a limit.</summary>
internal static class Body
{
    private const string NoCoding = "identity";

    /// <returns>The body without a byte order mark, or null when it is longer than the limit.</returns>
    /// <exception cref="BadHttpRequestException">The sender broke off, was too slow, or has coded the body.</exception>
    public static async Task<ReadOnlyMemory<byte>?> Read(HttpContext http, int limit)
    {
        RefuseCodings(http);
        if (http.Request.ContentLength > limit) return null;
        var body = new ArrayBufferWriter<byte>((int)(http.Request.ContentLength ?? 4096) + 1);
        var reader = http.Request.BodyReader;
        while (true)
        {
            var result = await Next(http, http.RequestAborted);
            if (body.WrittenCount + result.Buffer.Length > limit)
            {
                reader.AdvanceTo(result.Buffer.End);
                return null;
            }
            foreach (var segment in result.Buffer) body.Write(segment.Span);
            reader.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted) return WithoutMark(body.WrittenMemory);
        }
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
            // A connection that broke, or chunks of no possible size: the sender's fault, and never the store's.
            throw new BadHttpRequestException("The body broke off.", e);
        }
    }
}
