using Spectre.Console;

namespace ActorSync.Node.Commands;

/// <summary>One colour for each kind of status, everywhere.</summary>
internal static class Colours
{
    public static Markup Status(string status) => new($"[{Of(status)}]{Markup.Escape(status)}[/]");

    private static string Of(string status) => status switch
    {
        "done" or "unchanged" => "green",
        "parked" or "conflict" => "red",
        "gated" or "retrying" => "yellow",
        "waiting" or "delivering" => "blue",
        _ => "grey",
    };
}
