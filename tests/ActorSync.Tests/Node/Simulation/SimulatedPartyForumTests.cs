using System.Text;
using System.Text.Json;
using ActorSync.Node.Simulation;
using Xunit;

namespace ActorSync.Tests;

/// <summary>The HTTP party and the simulated party, over the demonstration's registrations.</summary>
public sealed class SimulatedPartyForumTests
{
    [Fact]
    public async Task What_is_delivered_in_order_is_what_must_be_held()
    {
        await using var party = await SimulatedParty.Start(new() { Name = Some.C }, TimeProvider.System);
        using var http = SomeParty.At(party.Url);
        var newest = Submissions().GroupBy(s => (s.Account, s.Meeting))
            .Select(g => g.MaxBy(s => s.Revision)!).Where(s => s.Operation is not Operation.Cancel);

        await Parallel.ForEachAsync(newest.GroupBy(s => s.Account), async (account, cancellation) =>
        {
            foreach (var s in account.OrderBy(s => s.MainMeeting is not null)) await http.Deliver(s.Account, DeliveryOf(s), cancellation);
        });

        using var client = new HttpClient();
        var held = await client.GetStringAsync(party.Url + "/records");
        using var expected = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Node", "autumn-forum.expected.json")));
        Assert.Equal(
            Canonical(expected.RootElement.GetProperty("held")),
            Canonical(JsonDocument.Parse(held).RootElement.GetProperty("held")));
        // Twenty-nine sub-meeting registrations have no main meeting's.
        Assert.Equal((29L, 29L), (party.Report(0).Violations, party.Report(0).ViolationsByKind[ViolationKind.SubBeforeMain]));
    }

    [Fact]
    public async Task A_refusal_says_why()
    {
        await using var party = await SimulatedParty.Start(new() { Name = Some.C }, TimeProvider.System);
        using var http = SomeParty.At(party.Url);

        var answer = await http.Call(SomeDelivery.Main with { MainMeeting = MeetingId.Parse("main") });
        var cancelled = await http.Call(SomeDelivery.Cancel);

        Assert.Equal(
            (AttemptResult.Permanent, "Main meeting missing: expected the registration for main first, found none held"),
            (answer.Result, answer.Detail));
        Assert.Equal((AttemptResult.Delivered, 404), (cancelled.Result, cancelled.Code));
    }

    [Fact]
    public async Task Retry_after_comes_through()
    {
        var faults = new SimulatedFaults { RatePerSecond = 1, RetryAfter = TimeSpan.FromSeconds(3) };
        await using var party = await SimulatedParty.Start(new() { Name = Some.C, Faults = faults }, new ManualTime());
        using var http = SomeParty.At(party.Url);

        await http.Call();
        var answer = await http.Call();

        Assert.Equal((AttemptResult.Temporary, TimeSpan.FromSeconds(3)), (answer.Result, answer.RetryAfter));
    }

    private static IEnumerable<Submission> Submissions()
    {
        using var stream = typeof(SimulatedParty).Assembly.GetManifestResourceStream("autumn-forum.ndjson")!;
        using var lines = new StreamReader(stream);
        while (lines.ReadLine() is { } line)
        {
            var reading = SubmissionReader.Read(Encoding.UTF8.GetBytes(line), Some.Time, [Some.B]);
            Assert.Empty(reading.Faults);
            yield return reading.Submission!;
        }
    }

    private static Delivery DeliveryOf(Submission s) => SomeDelivery.Main with
    {
        Id = new(s.Meeting, s.Id, Some.C),
        MainMeeting = s.MainMeeting,
        Operation = s.Operation,
        Revision = s.Revision,
        OccurredAt = s.OccurredAt,
        Data = s.Data,
    };

    private static string Canonical(JsonElement held) =>
        Encoding.UTF8.GetString(CanonicalJson.Of(Encoding.UTF8.GetBytes(held.GetRawText())));
}
