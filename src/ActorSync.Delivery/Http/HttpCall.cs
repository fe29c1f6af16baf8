namespace ActorSync.Delivering;

/// <summary>How one kind of call is made.</summary>
public sealed class HttpCall
{
    private HttpCall(HttpMethod method, PathTemplate target) => (Method, Target) = (method, target);

    internal HttpMethod Method { get; }

    /// <summary>The whole address, the base URL included.</summary>
    internal PathTemplate Target { get; }

    /// <summary>What a DELETE's body means is not defined (RFC 9110, 9.3.5), and some receivers refuse one.</summary>
    internal bool HasBody => Method != HttpMethod.Delete;

    /// <param name="baseUrl">Checked, as the rest is.</param>
    internal static HttpCall Of(Uri baseUrl, HttpCallConfiguration said) =>
        new(new HttpMethod(said.Method), PathTemplate.Parse(baseUrl.AbsoluteUri.TrimEnd('/') + said.Path));
}
