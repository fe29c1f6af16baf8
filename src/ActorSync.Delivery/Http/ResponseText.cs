using System.Buffers;
using System.Text;
using System.Text.Json;

namespace ActorSync.Delivering;

/// <summary>What a response says, in one short line.</summary>
internal static class ResponseText
{
    /// <summary>Bytes of a body that are read; the rest is not worth its memory.</summary>
    public const int MaxBytes = 2048;

    private const int MaxLength = 1000;

    /// <summary>Never throws: what could not be read in time or at all is simply missing.</summary>
    public static async Task<string> Read(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (IsEncoded(response)) return "";
        var buffer = ArrayPool<byte>.Shared.Rent(MaxBytes);
        var length = 0;
        try
        {
            using var body = await response.Content.ReadAsStreamAsync(cancellation);
            while (length < MaxBytes && await body.ReadAsync(buffer.AsMemory(length, MaxBytes - length), cancellation) is > 0 and var read)
                length += read;
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            // The status code has decided already; the body could only have explained it.
        }
        var text = TextOf(response, buffer.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(buffer);
        return text;
    }

    /// <summary>On one line, without control characters, shortened; null when nothing is left.</summary>
    public static string? Clean(string? text)
    {
        if (text is null) return null;
        var line = new StringBuilder(Math.Min(text.Length, MaxLength));
        foreach (var c in text)
        {
            if (line.Length >= MaxLength) break;
            // U+2028 and U+2029 end lines, too.
            if (!char.IsControl(c) && !char.IsWhiteSpace(c)) line.Append(c);
            else if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
        }
        if (line.Length > 0 && char.IsHighSurrogate(line[^1])) line.Length--;
        return line.ToString().Trim() is { Length: > 0 } clean ? clean : null;
    }

    private static bool IsEncoded(HttpResponseMessage response) => response.Content.Headers.ContentEncoding.Any(e => e != "identity");

    private static string TextOf(HttpResponseMessage response, ReadOnlySpan<byte> body) =>
        response.Content.Headers.ContentType?.MediaType is "application/problem+json" && Problem(body) is { } problem
            ? problem
            : Encoding.UTF8.GetString(body).TrimEnd('\uFFFD');

    /// <summary>Title and detail of problem details (RFC 9457), as far as the body was read; null when it has neither.</summary>
    private static string? Problem(ReadOnlySpan<byte> body)
    {
        string? title = null, detail = null;
        var reader = new Utf8JsonReader(body, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth != 1 || reader.TokenType is not JsonTokenType.PropertyName) continue;
                var name = reader.GetString();
                if (!reader.Read() || reader.TokenType is not JsonTokenType.String) continue;
                if (name == "title") title = reader.GetString();
                else if (name == "detail") detail = reader.GetString();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or not Unicode, from here on.
        }
        return title is null || detail is null ? title ?? detail : $"{title}: {detail}";
    }
}
