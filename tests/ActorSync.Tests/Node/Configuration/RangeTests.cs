using Xunit;

namespace ActorSync.Tests.Node.Configuration;

public sealed class RangeTests
{
    public static TheoryData<string, string[], string[]> Ranges => new()
    {
        { "node.name", ["x", "\"Ω 1\""], ["\"\"", "[]", "{}", "\"a\\u0000\"", $"\"{new string('x', 191)}\""] },
        { "node.listen", ["\"http://127.0.0.1:0\"", "\"http://[::1]:5080\"", "\"http://localhost:5080\"", "\"http://127.1.2.3:80\""],
            [
                "\"\"", "\"127.0.0.1:5080\"", "\"https://127.0.0.1\"", "\"http://127.0.0.1/path\"", "\"http://127.0.0.1:70000\"",
                "\"http://u:p@127.0.0.1\"", "\"http://127.0.0.1?a=b\"", "\"http://127.0.0.1#a\"", "5080",
            ] },
        { "node.management", ["\"http://127.0.0.1:0\""], ["\"ftp://127.0.0.1\"", "null"] },
        { "node.limits.batch-lines", ["1", "100000"], ["0", "100001", "many", "1.5", "null"] },
        { "node.limits.batch-bytes", ["64 KiB", "256 MiB"], ["65535", "257 MiB", "-1", "\"16 apples\""] },
        { "node.limits.batches", ["1", "64"], ["0", "65"] },
        { "node.limits.batch-patience", ["1ms", "1d"], ["0", "25h", "soon", "-1s"] },
        { "node.limits.connections", ["1", "100000"], ["0", "100001"] },
        { "engine.shards", ["1", "4096"], ["0", "4097", "-1"] },
        { "engine.mailbox-size", ["1", "1000000"], ["0", "1000001"] },
        { "engine.intake-bytes", ["1 MiB", "1 TiB"], ["1023 KiB", "0"] },
        { "engine.batch-size", ["1", "10000"], ["0", "10001"] },
        { "engine.commit-size", ["1", "10000"], ["0", "10001"] },
        { "engine.snapshot-every", ["1", "100000"], ["0", "100001"] },
        { "engine.cached-accounts", ["1", "100000000"], ["0", "100000001"] },
        { "engine.cached-bytes", ["1 MiB"], ["1"] },
        { "engine.idle-time", ["1ms", "1d"], ["0", "60d"] },
        { "engine.answer-timeout", ["1ms", "1d"], ["0", "60d"] },
        { "engine.store-retry-max", ["1ms", "1d"], ["0", "60d"] },
        { "engine.wakes-in-flight", ["1", "100000"], ["0", "100001"] },
        { "engine.delay-poll", ["1ms", "1d"], ["0", "60d"] },
        { "engine.delay-horizon", ["1m", "1d"], ["59s", "60d"] },
        { "engine.sweep-every", ["1ms", "1d"], ["0", "60d"] },
        { "engine.sweep-rows-per-second", ["1", "1000000"], ["0", "1000001"] },
        { "engine.drain-timeout", ["0", "1d"], ["-1s", "60d"] },
        { "parties.C.attempt-timeout", ["10ms", "10m"], ["9ms", "11m"] },
        { "parties.C.max-in-flight", ["1", "10000"], ["0", "10001"] },
        { "parties.C.max-waiting", ["1", "10000000"], ["0", "10000001"] },
        { "parties.C.rate-per-second", ["unlimited", "0.0001", "1000000"], ["0", "1e-7", "-1", "1000001", "fast"] },
        { "parties.C.max-attempts", ["1", "10000"], ["0", "10001"] },
        { "parties.C.back-off.first", ["1ms", "5m"], ["0", "3651d", "never"] },
        { "parties.C.back-off.max", ["200ms", "3650d"], ["0", "3651d"] },
        { "parties.C.circuit-breaker.failure-ratio", ["0.01", "1"], ["0", "1.1"] },
        { "parties.C.circuit-breaker.minimum-calls", ["1", "1000000"], ["0", "1000001"] },
        { "parties.C.circuit-breaker.failures-in-a-row", ["1", "1000000"], ["0", "1000001"] },
        { "parties.C.circuit-breaker.window", ["1ms", "1d"], ["0", "60d"] },
        { "parties.C.circuit-breaker.break", ["1ms", "1d"], ["0", "60d"] },
        { "parties.C.base-url", ["\"https://c.example/api\"", "\"http://127.0.0.1:1/\""],
            ["\"\"", "\"c.example\"", "\"ftp://c.example\"", "\"http://c.example?x=1\""] },
        { "parties.C.deliver.method", ["PUT", "POST", "PATCH", "DELETE"], ["GET", "put", "\"\""] },
        { "parties.C.deliver.path", ["\"/a/{account}\""], ["\"a\"", "\"/{nothing}\""] },
        { "parties.C.idempotency-header", ["X-Key"], ["\"\"", "\"a b\"", "Host", "traceparent"] },
        { "parties.C.connect-timeout", ["1ms", "10m"], ["0", "11m"] },
        { "parties.C.http2", ["on", "off", "true", "no"], ["perhaps", "1"] },
        { "parties.C.proxy", ["on"], ["\"\""] },
        { "parties.C.data-at-root", ["on"], ["5"] },
        { "links.0.main-first", ["on", "off"], ["maybe"] },
        { "links.0.sub-delay", ["1ms", "3650d"], ["0", "3651d"] },
        { "links.0.gate-timeout", ["1ms", "3650d"], ["0"] },
        { "links.0.hold", ["0", "3650d"], ["-1s"] },
        { "links.0.crossing", ["later", "park"], ["sooner", "Later"] },
        { "loop.alternations", ["2", "100"], ["1", "101"] },
        { "loop.window", ["1ms", "1d"], ["0"] },
        { "log.level", ["trace", "debug", "information", "warning", "error", "none"], ["loud", "Information"] },
        { "log.format", ["json", "text"], ["xml"] },
        { "tracing.otlp-endpoint", ["\"\"", "\"http://127.0.0.1:4317\"", "\"https://collector\""],
            ["\"collector\"", "\"ftp://collector\""] },
    };

    [Theory]
    [MemberData(nameof(Ranges))]
    public void Values_at_the_ends_of_a_range_are_taken_and_those_beyond_are_refused_by_their_key(
        string key, string[] valid, string[] invalid)
    {
        foreach (var value in valid) Configured.Of(With(key, value), []);
        foreach (var value in invalid)
        {
            var fault = Assert.Single(Configured.FaultsOf(With(key, value)));
            Assert.Equal("actorsync." + key, fault.Key);
            Assert.NotEqual("", fault.Expected);
            Assert.True(fault.Origin.Line == 3, $"{key} = {value}: {fault.Message}");
        }
    }

    [Theory]
    [InlineData("shortest")]
    [InlineData("longest")]
    public async Task A_node_runs_with_every_duration_at_the_end_of_its_range(string end)
    {
        var value = end == "shortest" ? 0 : 1;
        var durations = Ranges.Select(row => (Key: (string)row[0], Ends: (string[])row[1]))
            .Where(row => row.Ends.Contains("1ms")
                || row.Key is "engine.drain-timeout" or "parties.C.attempt-timeout" or "parties.C.back-off.max")
            .Where(row => !row.Key.StartsWith("links", StringComparison.Ordinal)
                && !(end == "shortest" && (row.Key == "engine.answer-timeout" || row.Key.StartsWith("parties", StringComparison.Ordinal))))
            .Select(row => $"{row.Key}={row.Ends[value]}").ToArray();
        Assert.True(durations.Length > 5);

        await using var node = await RunningNode.Start(
            [.. durations, "links=[{ from = B, to = C, main-first = on, sub-delay = " + (value == 0 ? "1ms" : "3650d") + " }]"]);
        await node.Submit(Reports.Forum("durations"));
        await node.Submit(Reports.Dinner("durations"));
        await node.Until("done", "durations-dinner-1");
        await node.Host.Stop().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
        Assert.Empty(node.Logs.Errors);
    }

    private static string With(string key, string value) => key.StartsWith("links.0.", StringComparison.Ordinal)
        ? Configured.Least.Replace(
            "\nactorsync.links = [{ from = B, to = C }]\n",
            $"\n\nactorsync.links = [{{ from = B, to = C, {key["links.0.".Length..]} = {value} }}]\n", StringComparison.Ordinal)
        : $"{Configured.Least}actorsync.{key} = {value}\n";
}
