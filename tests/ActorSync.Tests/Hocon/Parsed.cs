using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Text.Json;
using ActorSync.Hocon;
using Xunit;

namespace ActorSync.Tests.Hocon;

/// <summary>HOCON in, plain facts out.</summary>
internal static class Parsed
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What a text resolves to, as JSON on one line.</summary>
    internal static string Json(string text) => Json(HoconDocument.Parse(text));

    internal static string Json(string text, IReadOnlyDictionary<string, string> environment) =>
        Json(HoconDocument.Parse(text).ResolveValue(environment.GetValueOrDefault));

    internal static string Json(HoconDocument document) => Json(document.ResolveValue());

    internal static string Json(HoconValue value) => JsonNode.Parse(HoconJson.Write(value))?.ToJsonString(Compact) ?? "null";

    /// <summary>The first thing wrong with a text.</summary>
    internal static string Fault(string text) => Faults(text)[0].Message;

    internal static IReadOnlyList<HoconFault> Faults(string text) => Faults(() => HoconDocument.Parse(text).ResolveValue());

    internal static IReadOnlyList<HoconFault> Faults(Action action) => Assert.Throws<HoconException>(action).Faults;

    /// <summary>A text that can include others, each under its name.</summary>
    internal static HoconDocument WithFiles(string text, params (string Name, string Text)[] files) =>
        HoconDocument.Parse(text, "main.conf", (name, _) =>
            files.Where(file => file.Name == name).Select(file => new HoconFile(file.Name, file.Text)).FirstOrDefault());

    internal static HoconSetting Setting(string value) => HoconDocument.Parse("key = " + value).Resolve().At("key");
}
