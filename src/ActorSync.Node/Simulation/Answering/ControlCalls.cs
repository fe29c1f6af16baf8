using System.Globalization;
using System.Text;
using System.Text.Json;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ActorSync.Node.Simulation;

/// <summary>What is no part of the party contract: the report, the faults, and tokens. Never in trouble themselves.</summary>
internal sealed class ControlCalls(PartyStage stage)
{
    private const string ExpectedField = "expected a field that GET /faults shows, with a value of its kind";

    public Task Report(Exchange exchange)
    {
        var asked = Route.Query(exchange.Target, "received");
        if (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var shown)) shown = int.MaxValue;
        return exchange.Answer(Status200OK, SimulationJson.Write(stage.Report(shown)));
    }

    public async Task Records(Exchange exchange) => await RecordWriter.Held(await exchange.Begin(), stage.State.Records.After(null));

    public async Task Reset(Exchange exchange)
    {
        await stage.Reset();
        exchange.Answer(Status204NoContent);
    }

    public Task ShowFaults(Exchange exchange) =>
        exchange.Answer(Status200OK, SimulationJson.Write(stage.Faults));

    /// <summary>All of them at once: what is not named goes back to what it is without faults.</summary>
    public async Task SetFaults(Exchange exchange)
    {
        var (faults, fault) = await exchange.Read(0, static (body, _) => Parse(body));
        if (faults is null) await exchange.Refuse(Status400BadRequest, "Not a description of faults", fault);
        else if (faults.Check() is { Count: > 0 } wrong)
            await exchange.Answer(
                Status422UnprocessableEntity, ProblemJson.Of(Status422UnprocessableEntity, "Faults out of range", null, wrong),
                ProblemJson.MediaType);
        else
        {
            stage.Faults = WithKey(faults, stage.Faults.Echo);
            await ShowFaults(exchange);
        }
    }

    /// <summary>OAuth 2 client credentials (RFC 6749, 4.4).</summary>
    public async Task Token(Exchange exchange)
    {
        var (tokens, faults) = (stage.State.Tokens, stage.Faults);
        var form = await exchange.Read(0, static (body, _) => Route.Form(Encoding.UTF8.GetString(body)));
        if (form.GetValueOrDefault("grant_type") != "client_credentials")
            await Deny(exchange, Status400BadRequest, "unsupported_grant_type");
        else if (!tokens.Knows(exchange.Header("Authorization"), form)) await Deny(exchange, Status401Unauthorized, "invalid_client");
        else if (tokens.Issue(faults) is { } token)
        {
            var issued = new IssuedTokenAnswer(token, "Bearer", (long)faults.TokenLifetime.TotalSeconds);
            await exchange.Answer(Status200OK, SimulationJson.Write(issued));
        }
        else await exchange.Refuse(Status503ServiceUnavailable, "Unavailable", "simulated: unavailable");
    }

    /// <summary>A key is never shown, and cannot be sent back: it stays while the node that wants it stays.</summary>
    private static SimulatedFaults WithKey(SimulatedFaults said, SimulatedEcho? before) =>
        said.Echo is { } echo && echo.Node.TrimEnd('/') == before?.Node.TrimEnd('/')
            ? said with { Echo = echo with { Key = before.Key } }
            : said;

    private static Task Deny(Exchange exchange, int status, string error) =>
        exchange.Answer(status, Encoding.UTF8.GetBytes($$"""{"error":"{{error}}"}"""));

    private static (SimulatedFaults? Faults, string? Fault) Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return SimulationJson.Read<SimulatedFaults>(body) is { } faults ? (faults, null) : (null, "expected an object, found null");
        }
        catch (JsonException e)
        {
            return (null, Said(e));
        }
    }

    /// <summary>What the serializer itself says of a field names types of the program.</summary>
    private static string Said(JsonException e) => e switch
    {
        { InnerException: JsonException } => e.Message,
        { Path: { Length: > 1 } path } => $"{path[2..]}: {(e.Message == DurationJson.Expected ? e.Message : ExpectedField)}",
        _ => "expected an object",
    };
}
