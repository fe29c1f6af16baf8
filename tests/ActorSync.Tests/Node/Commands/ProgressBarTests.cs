using ActorSync.Node.Commands;
using Spectre.Console;
using Xunit;

namespace ActorSync.Tests.Node.Commands;

public sealed class ProgressBarTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly StringWriter _output = new();

    [Theory]
    [InlineData(200, "submitting: 25 %", "submitting: 75 %")]
    [InlineData(0, "submitting: 50 bytes", "submitting: 150 bytes")]
    public async Task Where_nobody_looks_on_a_line_now_and_then_tells(long total, params string[] lines)
    {
        await ProgressBar.Show(Terminal(), "submitting", total, advance =>
        {
            advance(20);
            _time.Advance(TimeSpan.FromSeconds(2));
            advance(30);
            advance(50);
            _time.Advance(TimeSpan.FromSeconds(2));
            advance(50);
            return Task.CompletedTask;
        });

        Assert.Equal(lines, _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Short_work_is_not_told_of()
    {
        await ProgressBar.Show(Terminal(), "submitting", 100, advance =>
        {
            advance(100);
            return Task.CompletedTask;
        });

        Assert.Equal("", _output.ToString());
    }

    public void Dispose() => _output.Dispose();

    private Terminal Terminal()
    {
        var console = AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(_output), Ansi = AnsiSupport.No, Interactive = InteractionSupport.No,
        });
        return new(console, console, () => Stream.Null, new Dictionary<string, string>(), _time);
    }
}
