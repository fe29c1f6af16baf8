using System.Text;

namespace ActorSync.Tests.Node.Load;

/// <summary>A node that takes every batch, and answers questions as a test says.</summary>
internal static class LoadNode
{
    /// <param name="answer">Says for a request line what it is answered: status and body.</param>
    /// <param name="onBatch">Called with each batch before it is answered.</param>
    /// <param name="batches">What each batch is answered; null: all its lines are accepted.</param>
    public static FakeReceiver Of(
        Func<string, (int Status, string Body)> answer, Func<Task>? onBatch = null, (int Status, string Body)? batches = null) =>
        new(async connection =>
    {
        while (await connection.Read() is { } request)
        {
            var isBatch = request.Line.StartsWith("POST", StringComparison.Ordinal);
            if (isBatch && onBatch is not null) await onBatch();
            var (status, body) = isBatch
                ? batches ?? (200, string.Concat(request.Body.Where(b => b == '\n').Select(_ => "{\"status\":\"accepted\"}\n")))
                : answer(request.Line);
            await connection.Write($"HTTP/1.1 {status} Status\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
        }
    });

    /// <summary>A page of the registration log.</summary>
    public static (int Status, string Body) Page(params (string Id, string Status)[] rows) => (200, "{\"submissions\":["
        + string.Join(',', rows.Select(r => $$"""{"id":"{{r.Id}}","origin":"B","status":"{{r.Status}}"}""")) + "]}");
}
