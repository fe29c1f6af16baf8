using ActorSync.Node.Api;
using ActorSync.Node.Metrics;
using Microsoft.AspNetCore.Http.Features;

namespace ActorSync.Node.Management;

/// <summary>Health, metrics and cluster over HTTP; paths and answers as in Akka.Management where it has them.</summary>
internal sealed class ManagementApi(NodeHealth health, PrometheusMetrics metrics, IMembership membership)
{
    private const int MaxForm = 64 * 1024;
    private const string MembersPath = "/cluster/members";

    /// <summary>Some load balancers ask for the status alone.</summary>
    private static readonly string[] Probes = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Answered without a key: probes have none.</summary>
    public static readonly string[] Open = ["/alive", "/ready"];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/alive", Probes, http => Text(http, "OK"));
        routes.MapMethods("/ready", Probes, Ready);
        routes.MapGet("/metrics", http => Text(http, metrics.Text(), PrometheusMetrics.ContentType));
        routes.MapGet(MembersPath, http => JsonForm.Write(http, membership.Members(), ManagementJson.Shown.MembersView));
        routes.MapGet("/cluster/shards", async http =>
            await JsonForm.Write(http, await membership.Shards(http.RequestAborted), ManagementJson.Shown.ShardsView));
        routes.MapPut(MembersPath + "/{name}", Operate);
    }

    private async Task Ready(HttpContext http)
    {
        var view = health.Look();
        http.Response.StatusCode = view.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        await JsonForm.Write(http, view, ManagementJson.Shown.ReadyView);
    }

    private async Task Operate(HttpContext http)
    {
        var name = RawPath.Id(RawPath.After(http, MembersPath));
        var operation = http.Request.HasFormContentType
            ? (await Form(http))["operation"].ToString()
            : http.Request.Query["operation"].ToString();
        var (status, message) = membership.Operate(name, operation);
        http.Response.StatusCode = status;
        await JsonForm.Write(http, new(message), ManagementJson.Shown.MessageView);
    }

    private static async Task<IFormCollection> Form(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxForm;
        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new BadHttpRequestException("Expected a form.", e);
        }
        catch (Exception e) when (e is NotSupportedException or ArgumentException)
        {
            // A charset that the form, or a part of it, names.
            throw new BadHttpRequestException("Expected a form in UTF-8.", StatusCodes.Status415UnsupportedMediaType, e);
        }
    }

    private static async Task Text(HttpContext http, string text, string contentType = "text/plain")
    {
        http.Response.ContentType = contentType;
        await http.Response.WriteAsync(text, http.RequestAborted);
    }
}
