using System.Data.Common;
using ActorSync.Storage;
using ActorSync.Tests.Servers;
using ActorSync.Tests.Skipping;
using Dapper;
using Xunit;

namespace ActorSync.Tests.Storage.MySql;

/// <summary>
/// However many rows there are, and whatever stands in them: all are written, in their order, and their numbers are known.
/// </summary>
[NeedsMariaDb]
[Collection(MariaDbCollection.Name)]
public sealed class MariaDbValueRowsTests(MariaDb mariaDb) : IDisposable
{
    private readonly DbConnection _connection = Open(mariaDb.Server, MariaDbStore.NewDatabase());

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(64)]
    [InlineData(200)]
    public void Any_number_of_rows_is_written_in_order_and_numbered(int count)
    {
        using var rows = Rows();
        for (var i = 0; i < count; i++) rows.Row().Add($"row {i}").Add(i).Add(new byte[] { 0, (byte)i, 255 });

        Assert.Equal(count, rows.Run());

        var written = Written();
        Assert.Equal(Enumerable.Range(0, count).Select(i => ($"row {i}", (long)i)), written.Select(w => (w.Text!, w.Big!.Value)));
        Assert.All(written, w => Assert.Equal([0, (byte)w.Big!.Value, 255], w.Bytes));
        Assert.Equal(written.Select(w => w.Number), rows.Numbers(step: 1));
    }

    [Fact]
    public void What_is_missing_in_one_row_may_be_there_in_the_next()
    {
        using var rows = Rows();
        rows.Row().Add((string?)null).Add((long?)null).Add(default(ReadOnlyMemory<byte>));
        rows.Row().Add("Zoë \\ ' \" \0 🙂").Add(long.MinValue).Add("é"u8.ToArray().AsMemory()[..1]);
        rows.Row().Add((string?)null).Add(7).Add(default(ReadOnlyMemory<byte>));

        rows.Run();

        Assert.Equal([(null, null), ("Zoë \\ ' \" \0 🙂", long.MinValue), (null, 7)], Written().Select(w => (w.Text, w.Big)));
        Assert.Equal([0xC3], Written()[1].Bytes);
    }

    [Fact]
    public void A_run_knows_nothing_of_the_one_before()
    {
        using var rows = Rows();
        rows.Row().Add("left").Add(1).Add(default(ReadOnlyMemory<byte>));
        rows.Restart().Row().Add("first").Add(2).Add(default(ReadOnlyMemory<byte>));
        Assert.Equal(1, rows.Run());

        rows.Restart().Row().Add("second").Add(3).Add(default(ReadOnlyMemory<byte>));

        Assert.Equal(1, rows.Run());
        Assert.Equal(["first", "second"], Written().Select(w => w.Text));
        Assert.Equal(Written()[1].Number, Assert.Single(rows.Numbers(step: 1)));
    }

    [Fact]
    public void More_than_a_server_takes_at_once_is_sent_in_portions()
    {
        const int half = 600 * 1024;
        using var rows = Rows();
        for (var i = 0; i < 64; i++) rows.Row().Add($"row {i}").Add(i).Add(Enumerable.Repeat((byte)i, half).ToArray());

        Assert.Equal(64, rows.Run());

        Assert.All(rows.Sent, sent => Assert.InRange(sent.Rows, 1, 2));
        Assert.Equal(Enumerable.Range(0, 64).Select(i => (long)i), Written().Select(w => w.Big!.Value));
        Assert.All(Written(), w => Assert.Equal(half, w.Bytes!.Length));
    }

    [Fact]
    public void On_a_server_that_shares_numbers_out_they_are_known_too()
    {
        _connection.Execute("set session auto_increment_increment = 3");
        using var rows = Rows();
        for (var i = 0; i < 100; i++) rows.Row().Add($"row {i}").Add(i).Add(default(ReadOnlyMemory<byte>));

        rows.Run();

        Assert.Equal(Written().Select(w => w.Number), rows.Numbers(step: 3));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(70)]
    public void Each_row_that_is_there_is_changed_to_its_own_values(int count)
    {
        using var rows = Rows();
        for (var i = 0; i <= count; i++) rows.Row().Add($"row {i}").Add(i).Add(default(ReadOnlyMemory<byte>));
        rows.Run();
        using var updates = new ValueRows(
            _connection, "update some_rows set big = elt(field(text, {text}), {big}) where text in ({text})");
        for (var i = count; i > 0; i--) updates.Row().Add($"row {i}").Add(i % 2 == 0 ? null : -i);
        updates.Row().Add("nobody").Add(0);

        Assert.Equal(count, updates.Run());

        Assert.Equal(
            Enumerable.Range(0, count + 1).Select(i => i == 0 ? 0 : i % 2 == 0 ? (long?)null : -i), Written().Select(w => w.Big));
    }

    public void Dispose() => _connection.Dispose();

    private static DbConnection Open(DatabaseServer server, string database)
    {
        var connection = new MySqlDatabase(MariaDbStore.Settings(server, database)).Open();
        connection.Execute(
            "create table some_rows (number bigint not null auto_increment primary key, text varchar(190), big bigint, bytes mediumblob)");
        return connection;
    }

    private ValueRows Rows() => new(_connection, "insert into some_rows (text, big, bytes)\nvalues (...)");

    private List<(long Number, string? Text, long? Big, byte[]? Bytes)> Written() =>
        _connection.Query<(long, string?, long?, byte[]?)>("select number, text, big, bytes from some_rows order by number").AsList();
}
