using System.Globalization;
using System.Text.Json;

namespace ActorSync.Node.Load;

/// <summary>Gives the submissions of one step names that no other step and no other run has.</summary>
/// <param name="origin">The party that reports them.</param>
/// <param name="step">Names the step within all runs there ever were.</param>
internal sealed class LoadNames(PartyId origin, string step)
{
    /// <summary>So that nothing of it occurs in the future, whatever the node's clock.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(1);

    public PartyId Origin => origin;

    /// <summary>All meetings of the step.</summary>
    public IEnumerable<string> Meetings => Enumerable.Range(0, 1 + Workload.MostSubs).Select(Meeting);

    public string Account(int account) => string.Create(CultureInfo.InvariantCulture, $"{step}-{account}");

    /// <summary>Whether an account is of this step.</summary>
    public bool Has(string account) => account.StartsWith($"{step}-", StringComparison.Ordinal);

    public string Meeting(int sub) => sub == 0 ? step : string.Create(CultureInfo.InvariantCulture, $"{step}/sub-{sub}");

    public string Id(LoadItem item) => string.Create(
        CultureInfo.InvariantCulture, $"{Account(item.Account)}-{item.Sub}-{item.Revision}{(item.HasOtherId ? "-again" : "")}");

    /// <returns>The submission as one line of JSON.</returns>
    public byte[] Line(LoadItem item, DateTimeOffset start)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, Id(item));
            json.WriteString("origin"u8, origin.Value);
            json.WriteString("account"u8, Account(item.Account));
            json.WriteString("meeting"u8, Meeting(item.Sub));
            if (item.Sub > 0) json.WriteString("mainMeeting"u8, Meeting(0));
            json.WriteString("operation"u8, item.Kind is LoadItemKind.Cancel ? "cancel" : "register");
            json.WriteNumber("revision"u8, item.Revision);
            json.WriteString("occurredAt"u8, start - Age + TimeSpan.FromSeconds(item.Revision));
            if (item.Delay is { } delay) json.WriteString("notBefore"u8, start + delay);
            if (item.Kind is not LoadItemKind.Cancel) WriteData(json, item);
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    public override string ToString() => step;

    /// <summary>As large as a form of a few questions.</summary>
    private static void WriteData(Utf8JsonWriter json, LoadItem item)
    {
        json.WriteStartObject("data"u8);
        json.WriteString("name"u8, string.Create(CultureInfo.InvariantCulture, $"Guest {item.Account}"));
        json.WriteString("organisation"u8, "Fabrikam Robotics");
        json.WriteString("ticket"u8, "standard");
        json.WriteString("dietary"u8, "vegetarian");
        json.WriteStartObject("answers"u8);
        json.WriteNumber("badge"u8, item.Revision);
        json.WriteNumber("seat"u8, item.Sub);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
