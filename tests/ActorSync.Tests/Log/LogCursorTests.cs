using Xunit;

namespace ActorSync.Tests;

public sealed class LogCursorTests
{
    [Fact]
    public void A_printed_cursor_is_read_back()
    {
        var cursor = new LogCursor(Some.Time.AddMilliseconds(123), long.MaxValue);

        Assert.True(LogCursor.TryParse(cursor.ToString(), out var read));
        Assert.Equal(cursor, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("-")]
    [InlineData("1-")]
    [InlineData("-1-1")]
    [InlineData("1-2-3")]
    [InlineData(" 1-2")]
    [InlineData("1-0x2")]
    [InlineData("9223372036854775807-1")]
    [InlineData("92233720368547758080-1")]
    public void Anything_else_is_no_cursor(string text) => Assert.False(LogCursor.TryParse(text, out _));
}
