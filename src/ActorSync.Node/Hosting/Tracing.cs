using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ActorSync.Node.Hosting;

/// <summary>Sends the spans of calls to a collector, by OTLP (R22).</summary>
internal static class Tracing
{
    /// <returns>Null when no collector is configured.</returns>
    public static TracerProvider? Start(string node, Uri? endpoint, string source) => endpoint is null
        ? null
        : Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(ResourceBuilder.CreateDefault().AddService("actorsync", serviceInstanceId: node))
            .AddSource(source)
            .AddOtlpExporter(o =>
            {
                o.Endpoint = endpoint;
                o.Protocol = OtlpExportProtocol.Grpc;
            })
            .Build();
}
