using System.CommandLine;
using ActorSync.Node.Commands;
using Xunit;

namespace ActorSync.Tests.Node.Commands;

public sealed class SimulateTests
{
    [Fact]
    public void Echoes_carry_the_key_of_the_environment()
    {
        var options = new SimulateOptions();
        var command = new Command("simulate");
        foreach (var option in options.All) command.Add(option);

        var settings = options.Read(command.Parse("--echo http://127.0.0.1:5080"), "some-key", out var fault);

        Assert.Equal(("", "some-key"), (fault, settings?.Faults.Echo?.Key));
    }
}
