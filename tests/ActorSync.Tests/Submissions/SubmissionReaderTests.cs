using System.Text;
using System.Text.Json.Nodes;
using Xunit;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

/// <summary>R4: bad input is refused with all its faults at once.</summary>
public sealed class SubmissionReaderTests
{
    private const string Valid = """
        {
          "id": "b-1", "origin": "B", "account": "acc-1", "meeting": "forum/dinner", "mainMeeting": "forum",
          "operation": "update", "revision": 7, "occurredAt": "2026-10-08T00:59:14.347+08:00",
          "notBefore": "2026-10-09T00:00:00Z", "data": { "name": "陈洋", "seat": 7 }
        }
        """;

    private static SubmissionReading Read(string json) => SubmissionReader.Read(Encoding.UTF8.GetBytes(json), Time, [A, B, C]);

    /// <summary>The valid submission with some of its fields replaced; a null node is JSON's null, an absent one is left out.</summary>
    private static SubmissionReading ReadWith(Action<JsonObject> change)
    {
        var json = JsonNode.Parse(Valid)!.AsObject();
        change(json);
        return Read(json.ToJsonString());
    }

    private static SubmissionReading ReadWithData(string data) =>
        Read(Valid.Replace("""{ "name": "陈洋", "seat": 7 }""", data, StringComparison.Ordinal));

    private static void HasFault(string pointer, string detail, SubmissionReading reading)
    {
        Assert.Null(reading.Submission);
        var fault = Assert.Single(reading.Faults);
        Assert.Equal(pointer, fault.Pointer);
        Assert.Contains(detail, fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_submission_is_read_with_all_its_fields()
    {
        var reading = Read(Valid);

        Assert.Empty(reading.Faults);
        Assert.False(reading.Malformed);
        Assert.Equal(
            new Submission
            {
                Id = SubmissionId.Parse("B", "b-1"),
                Account = AccountId.Parse("acc-1"),
                Meeting = Dinner,
                MainMeeting = Forum,
                Operation = Operation.Update,
                Revision = 7,
                OccurredAt = new(2026, 10, 7, 16, 59, 14, 347, TimeSpan.Zero),
                NotBefore = new(2026, 10, 9, 0, 0, 0, TimeSpan.Zero),
                Data = JsonData.Parse("""{ "name": "陈洋", "seat": 7 }"""u8.ToArray()),
            },
            reading.Submission);
    }

    [Fact]
    public void Optional_fields_may_be_absent_or_null()
    {
        foreach (var reading in new[]
        {
            ReadWith(j => { j.Remove("mainMeeting"); j.Remove("revision"); j.Remove("notBefore"); }),
            ReadWith(j => { j["mainMeeting"] = null; j["revision"] = null; j["notBefore"] = null; }),
        })
        {
            Assert.Null(reading.Submission!.MainMeeting);
            Assert.Null(reading.Submission.NotBefore);
        }
    }

    [Fact]
    public void Without_a_revision_the_time_in_milliseconds_is_the_revision() =>
        Assert.Equal(new DateTimeOffset(2026, 10, 7, 16, 59, 14, 347, TimeSpan.Zero).ToUnixTimeMilliseconds(),
            ReadWith(j => j.Remove("revision")).Submission!.Revision);

    [Fact]
    public void A_cancellation_needs_no_data() =>
        Assert.Equal(ContentHash.Cancelled, ReadWith(j => { j["operation"] = "cancel"; j.Remove("data"); }).Submission!.Content);

    [Theory]
    [InlineData("id")]
    [InlineData("origin")]
    [InlineData("account")]
    [InlineData("meeting")]
    [InlineData("operation")]
    [InlineData("occurredAt")]
    [InlineData("data")]
    public void A_required_field_may_be_neither_absent_nor_null(string name)
    {
        HasFault("/" + name, "required", ReadWith(j => j.Remove(name)));
        HasFault("/" + name, "found null", ReadWith(j => j[name] = null));
    }

    [Theory]
    [InlineData("id", "7", "expected a string, found 7")]
    [InlineData("id", "\"\"", "expected a non-empty string")]
    [InlineData("id", "\" x\"", "white space")]
    [InlineData("id", "\"a\\u0000b\"", "U+0000")]
    [InlineData("id", "\"a\\ud800b\"", "expected")]
    [InlineData("account", "{}", "expected a string, found an object")]
    [InlineData("account", "\"\\n\"", "expected")]
    [InlineData("meeting", "[1]", "expected a string, found an array")]
    [InlineData("meeting", "true", "expected a string, found true")]
    [InlineData("mainMeeting", "1.5", "expected a string, found 1.5")]
    [InlineData("mainMeeting", "\"forum/dinner\"", "expected another meeting than")]
    [InlineData("origin", "\"D\"", "expected one of the parties A, B, C, found D")]
    [InlineData("origin", "\"b\"", "expected one of the parties")]
    [InlineData("operation", "\"delete\"", "expected register, update, approve or cancel, found \"delete\"")]
    [InlineData("operation", "\"Update\"", "found \"Update\"")]
    [InlineData("operation", "1", "found 1")]
    [InlineData("revision", "-1", "found -1")]
    [InlineData("revision", "1.5", "found 1.5")]
    [InlineData("revision", "1e3", "found 1e3")]
    [InlineData("revision", "9223372036854775808", "found 9223372036854775808")]
    [InlineData("revision", "\"7\"", "found \"7\"")]
    [InlineData("occurredAt", "1760000000", "expected a time")]
    [InlineData("occurredAt", "\"2026-10-08\"", "expected a time")]
    [InlineData("occurredAt", "\"2026-10-08T00:59:14\"", "expected a time")]
    [InlineData("occurredAt", "\"2026-10-08T00:59:14.347\"", "expected a time")]
    [InlineData("occurredAt", "\"2026-10-08T25:00:00Z\"", "expected a time")]
    [InlineData("occurredAt", "\"2026-02-30T00:00:00Z\"", "expected a time")]
    [InlineData("occurredAt", "\"1969-12-31T23:59:59Z\"", "from 1970 on")]
    [InlineData("occurredAt", "\"10/08/2026 12:00:00 +00:00\"", "expected a time")]
    [InlineData("occurredAt", "\"0000-00-00T00:00:00Z\"", "expected a time")]
    [InlineData("occurredAt", "\"9999-12-31T23:59:59-14:00\"", "expected a time")]
    [InlineData("occurredAt", "\"\"", "expected a time")]
    [InlineData("occurredAt", "\"2026-1 -08T00:59:14+08:00\"", "expected a time")]
    [InlineData("occurredAt", "\"2026-10-08 00:59-03:3 \"", "expected a time")]
    [InlineData("occurredAt", "\"2026-10-08 00:59-0\\t:30\"", "expected a time")]
    [InlineData("occurredAt", "\"2026-10-08T00:59:14.347Z \"", "expected a time")]
    [InlineData("occurredAt", "\"2026-10-08T00:59:14.347Z\\n\"", "expected a time")]
    [InlineData("occurredAt", "\"２026-10-08T00:59:14Z\"", "expected a time")]
    [InlineData("notBefore", "\"tomorrow\"", "expected a time")]
    [InlineData("notBefore", "\"2026-11-07T01:00:01Z\"", "at most 30 days ahead")]
    [InlineData("data", "[]", "expected an object, found an array")]
    [InlineData("data", "\"{}\"", "expected an object, found \"{}\"")]
    [InlineData("data", "{\"a\":1,\"a\":2}", "found \"a\" twice")]
    [InlineData("data", "{\"a\":\"\\udc00\"}", "Unicode")]
    public void A_field_that_is_wrong_is_named_with_what_was_expected_and_found(string name, string value, string detail)
    {
        var json = JsonNode.Parse(Valid)!.AsObject();
        json[name] = "PLACE";
        HasFault("/" + name, detail, Read(json.ToJsonString().Replace("\"PLACE\"", value, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("2026-10-08T00:59Z")]
    [InlineData("2026-10-08T00:59:14Z")]
    [InlineData("2026-10-08t00:59:14z")]
    [InlineData("2026-10-08 00:59:14.3Z")]
    [InlineData("2026-10-08T00:59:14.3471234Z")]
    [InlineData("2026-10-08T00:59:14.347123456Z")]
    [InlineData("2026-10-08T00:59:14+08:00")]
    [InlineData("2026-10-08T00:59:14-03:30")]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public void A_time_has_an_offset(string time) =>
        Assert.Equal(DateTimeOffset.Parse(time, null), ReadWith(j => j["occurredAt"] = time).Submission!.OccurredAt);

    [Fact]
    public void All_faults_come_at_once()
    {
        var reading = Read("""
            {
              "id": 1, "origin": "D", "meeting": "m", "mainMeeting": "m", "operation": "x",
              "revision": -1, "color": "red", "data": [], "id": "2"
            }
            """);

        Assert.Null(reading.Submission);
        Assert.Equal(
            ["/account", "/color", "/data", "/id", "/id", "/mainMeeting", "/occurredAt", "/operation", "/origin", "/revision"],
            reading.Faults.Select(f => f.Pointer).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_refused_submission_still_tells_whose_it_is()
    {
        var reading = ReadWith(j => j["operation"] = "x");

        Assert.Equal(("B", "b-1"), (reading.Origin, reading.Id));
    }

    [Theory]
    [InlineData("a/b~c", "/a~1b~0c")]
    [InlineData("", "/")]
    [InlineData("ID", "/ID")]
    public void An_unknown_field_is_a_fault_under_its_pointer(string name, string pointer) =>
        HasFault(pointer, "unknown field", ReadWith(j => j[name] = new JsonObject { ["deep"] = new JsonArray(1, 2) }));

    [Fact]
    public void A_field_that_comes_twice_is_a_fault_however_it_is_spelled()
    {
        var twice = Valid.Replace("\"revision\"", "\"\\u0069d\": \"b-1\", \"revision\"", StringComparison.Ordinal);
        HasFault("/id", "found twice", Read(twice));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}}")]
    [InlineData("{} {}")]
    [InlineData("[1, 2")]
    [InlineData("{'id':'1'}")]
    [InlineData("{\"id\":\"1\",}")]
    [InlineData("{\"id\":\"\u0000\"}")]
    [InlineData("\uFEFF{}")]
    [InlineData("id=1")]
    public void What_is_not_json_is_malformed(string text)
    {
        var reading = Read(text);

        Assert.True(reading.Malformed);
        HasFault("", "expected", reading);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[{}]")]
    [InlineData("null")]
    [InlineData("\"x\"")]
    [InlineData("1")]
    public void Json_that_is_no_object_is_refused(string text)
    {
        var reading = Read(text);

        Assert.False(reading.Malformed);
        HasFault("", "expected an object", reading);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("account")]
    [InlineData("meeting")]
    [InlineData("mainMeeting")]
    public void An_id_that_no_address_can_hold_is_refused(string field)
    {
        foreach (var dots in new[] { ".", ".." })
            HasFault($"/{field}", $"expected something other than '.' and '..', found '{dots}'", ReadWith(j => j[field] = dots));
        Assert.NotNull(ReadWith(j => j[field] = "...").Submission);
    }

    [Fact]
    public void An_id_of_190_characters_is_the_longest()
    {
        Assert.NotNull(ReadWith(j => j["id"] = new string('x', 190)).Submission);
        HasFault("/id", "at most 190 characters, found 191", ReadWith(j => j["id"] = new string('x', 191)));
    }

    [Fact]
    public void Data_of_64_kilobytes_is_the_largest()
    {
        static string Sized(int bytes) => $$"""{"a":"{{new string('x', bytes - 8)}}"}""";

        Assert.Equal(SubmissionLimits.MaxDataBytes, ReadWithData(Sized(SubmissionLimits.MaxDataBytes)).Submission!.Data.Utf8.Length);
        HasFault("/data", $"found {SubmissionLimits.MaxDataBytes + 1}", ReadWithData(Sized(SubmissionLimits.MaxDataBytes + 1)));
    }

    [Fact]
    public void A_submission_beyond_the_limit_is_not_read()
    {
        var longest = Valid + new string(' ', SubmissionLimits.MaxBytes - Encoding.UTF8.GetByteCount(Valid));

        Assert.NotNull(Read(longest).Submission);
        Assert.True(Read(longest + " ").Malformed);
    }

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    [InlineData(20_000, false)]
    public void Data_of_32_levels_is_the_deepest(int depth, bool read)
    {
        var data = string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1);

        Assert.Equal(read, ReadWithData(data).Submission is not null);
    }

    [Fact]
    public void Thirty_days_ahead_is_the_farthest() =>
        Assert.Equal(Time.AddDays(30), ReadWith(j => j["notBefore"] = "2026-11-07T01:00:00Z").Submission!.NotBefore);

    [Fact]
    public void A_time_gone_by_is_a_valid_not_before() => Assert.NotNull(ReadWith(j => j["notBefore"] = "2020-01-01T00:00:00Z").Submission);

    [Fact]
    public void What_was_found_is_cut_short_between_characters()
    {
        var fault = Assert.Single(Read(Valid.Replace("update", new string('x', 59) + "🎫🎫", StringComparison.Ordinal)).Faults);

        Assert.Equal($"expected register, update, approve or cancel, found \"{new string('x', 59)}...\"", fault.Detail);
    }

    [Fact]
    public void Countless_faults_are_cut_short()
    {
        var reading = ReadWith(j => { for (var i = 0; i < 1000; i++) j[$"x{i}"] = i; });

        Assert.Null(reading.Submission);
        Assert.InRange(reading.Faults.Count, 1, 50);
    }
}
