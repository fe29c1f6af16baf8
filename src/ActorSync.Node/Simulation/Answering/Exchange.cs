using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace ActorSync.Node.Simulation;

/// <summary>One request and its response, straight on the server's features.</summary>
internal readonly struct Exchange(IFeatureCollection features)
{
    private const string Json = "application/json";
    private readonly IHttpRequestFeature _request = features.GetRequiredFeature<IHttpRequestFeature>();

    public string Method => _request.Method;

    /// <summary>As it stood on the wire: a path that the server has decoded cannot be told from one whose ids hold a `/`.</summary>
    public string Target => _request.RawTarget;

    public IHttpRequestLifetimeFeature Caller => features.GetRequiredFeature<IHttpRequestLifetimeFeature>();

    public string? Header(string name) => _request.Headers[name] is { Count: > 0 } values ? values[0] : null;

    /// <summary>Reads the body to its end and hands it over, in the server's own memory where it came in one piece.</summary>
    public async ValueTask<T> Read<TState, T>(TState state, Func<ReadOnlySpan<byte>, TState, T> take)
    {
        var reader = features.GetRequiredFeature<IRequestBodyPipeFeature>().Reader;
        while (true)
        {
            var read = await reader.ReadAsync();
            if (read.IsCompleted)
            {
                var result = Take(read.Buffer, state, take);
                reader.AdvanceTo(read.Buffer.End);
                return result;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    public void Header(string name, string value) => features.GetRequiredFeature<IHttpResponseFeature>().Headers[name] = value;

    public void Answer(int status)
    {
        var response = features.GetRequiredFeature<IHttpResponseFeature>();
        response.StatusCode = status;
        // Where a body cannot be, neither can its length (RFC 9110, 8.6).
        if (status != StatusCodes.Status204NoContent) response.Headers.ContentLength = 0;
    }

    public async Task Answer(int status, byte[] body, string type = Json)
    {
        var response = features.GetRequiredFeature<IHttpResponseFeature>();
        response.StatusCode = status;
        response.Headers.ContentLength = body.Length;
        response.Headers.ContentType = type;
        await features.GetRequiredFeature<IHttpResponseBodyFeature>().Writer.WriteAsync(body);
    }

    public Task Refuse(int status, string title, string? detail) =>
        Answer(status, ProblemJson.Of(status, title, detail), ProblemJson.MediaType);

    /// <summary>For a body of unknown length.</summary>
    public async Task<PipeWriter> Begin()
    {
        features.GetRequiredFeature<IHttpResponseFeature>().Headers.ContentType = Json;
        var body = features.GetRequiredFeature<IHttpResponseBodyFeature>();
        // Until then the writer has no memory to write to.
        await body.StartAsync();
        return body.Writer;
    }

    private static T Take<TState, T>(ReadOnlySequence<byte> body, TState state, Func<ReadOnlySpan<byte>, TState, T> take)
    {
        if (body.IsSingleSegment) return take(body.FirstSpan, state);
        var whole = ArrayPool<byte>.Shared.Rent((int)body.Length);
        body.CopyTo(whole);
        var result = take(whole.AsSpan(0, (int)body.Length), state);
        ArrayPool<byte>.Shared.Return(whole);
        return result;
    }
}
