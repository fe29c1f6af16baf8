namespace ActorSync.Delivering;

/// <summary>What a response, or the lack of one, means for a delivery (R16). The one place that decides it.</summary>
internal static class Classification
{
    private const int RequestTimeout = 408;
    private const int TooEarly = 425;
    private const int TooManyRequests = 429;

    /// <param name="status">A response's status code: with it the receiver has answered, whatever becomes of the body.</param>
    public static AttemptResult Of(int status, Operation operation) => status switch
    {
        >= 200 and < 300 => AttemptResult.Delivered,
        // What is not there is cancelled.
        404 or 410 when operation is Operation.Cancel => AttemptResult.Delivered,
        // Said before the receiver began.
        RequestTimeout or TooEarly or TooManyRequests => AttemptResult.Temporary,
        // Redirects are not followed: another address is another configuration.
        >= 300 and < 500 => AttemptResult.Permanent,
        // 5xx, and codes that HTTP does not know.
        _ => AttemptResult.UnknownEffect,
    };

    /// <param name="fault">Anything but the caller's own cancellation.</param>
    public static AttemptResult Of(Exception fault) => fault switch
    {
        // Without a connection nothing was sent. After it, the handler cannot tell how much of the request arrived.
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
                // Credentials could not be got (R18).
                or HttpRequestError.UserAuthenticationError
        } => AttemptResult.Temporary,
        // The only time that the handler itself bounds is that of connecting.
        OperationCanceledException { InnerException: TimeoutException } => AttemptResult.Temporary,
        _ => AttemptResult.UnknownEffect,
    };
}
