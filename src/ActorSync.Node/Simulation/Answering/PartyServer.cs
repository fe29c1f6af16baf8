using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ActorSync.Node.Simulation;

/// <summary>
/// Leads each request to whoever answers it. It takes the server's own requests, without a pipeline between: it is a
/// yardstick, too.
/// </summary>
internal sealed class PartyServer : IHttpApplication<IFeatureCollection>
{
    private readonly PartyStage _stage;
    private readonly PartyCalls _changes;
    private readonly ReadCalls _reads;
    private readonly ControlCalls _controls;

    public PartyServer(PartyStage stage)
    {
        var troubles = new Troubles(stage);
        (_stage, _changes, _reads, _controls) = (stage, new(stage, troubles), new(stage, troubles), new(stage));
    }

    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    public async Task ProcessRequestAsync(IFeatureCollection context)
    {
        var exchange = new Exchange(context);
        try
        {
            await (Route.IsRegistration(exchange.Target, out var account, out var meeting)
                ? Registration(exchange, account, meeting)
                : Other(exchange, Route.PathOf(exchange.Target).ToString()));
        }
        catch (OperationCanceledException) when (_stage.Stopping.IsCancellationRequested)
        {
            exchange.Caller.Abort();
        }
    }

    public void DisposeContext(IFeatureCollection context, Exception? exception) { }

    private Task Registration(Exchange exchange, string account, string meeting) => exchange.Method switch
    {
        "PUT" => _changes.Put(exchange, account, meeting),
        "DELETE" => _changes.Delete(exchange, account, meeting),
        "GET" => _reads.One(exchange, account, meeting),
        _ => NotAllowed(exchange),
    };

    private Task Other(Exchange exchange, string path) => (exchange.Method, path) switch
    {
        ("GET", "/registrations") => _reads.Page(exchange),
        ("GET", "/records") => _controls.Records(exchange),
        ("GET", "/report") => _controls.Report(exchange),
        ("POST", "/reset") => _controls.Reset(exchange),
        ("GET", "/faults") => _controls.ShowFaults(exchange),
        ("PUT", "/faults") => _controls.SetFaults(exchange),
        ("POST", "/oauth/token") => _controls.Token(exchange),
        (_, "/registrations" or "/records" or "/report" or "/reset" or "/faults" or "/oauth/token") => NotAllowed(exchange),
        _ => NotFound(exchange),
    };

    private static Task NotAllowed(Exchange exchange) =>
        exchange.Refuse(Status405MethodNotAllowed, "Method not allowed", $"found {exchange.Method}");

    private static Task NotFound(Exchange exchange) =>
        exchange.Refuse(Status404NotFound, "No such path",
            "expected /accounts/{account}/registrations/{meeting}, /registrations, /records, /report, /reset, /faults or /oauth/token");
}
