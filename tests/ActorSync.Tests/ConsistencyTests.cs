using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Xunit;

namespace ActorSync.Tests;

/// <summary>What the compiler cannot hold.</summary>
public sealed partial class ConsistencyTests
{
    private static readonly Assembly Domain = typeof(Account).Assembly;

    [Fact]
    public void The_domain_references_the_framework_alone()
    {
        var framework = Directory.EnumerateFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll")
            .Select(Path.GetFileNameWithoutExtension).ToHashSet();

        Assert.All(Domain.GetReferencedAssemblies(), reference => Assert.Contains(reference.Name, framework));
    }

    [Fact]
    public void Every_event_has_a_stored_name()
    {
        foreach (var type in FamilyOf(typeof(AccountEvent)))
        {
            var happened = (AccountEvent)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
            Assert.Contains(EventJson.NameOf(happened), EventJson.AllNames);
        }
    }

    [Fact]
    public void Commands_events_and_answers_are_closed_families_of_sealed_records()
    {
        foreach (var family in new[] { typeof(AccountCommand), typeof(AccountEvent), typeof(Answer), typeof(AccountReply) })
        {
            Assert.True(family.IsAbstract, family.Name);
            Assert.All(FamilyOf(family), type => Assert.True(type.IsSealed && type.DeclaringType == family, type.FullName));
        }
    }

    [Fact]
    public void Everything_of_the_domain_is_in_its_one_namespace() =>
        Assert.All(Domain.GetExportedTypes(), type => Assert.Equal("ActorSync", type.Namespace));

    [Fact]
    public void No_line_of_code_is_longer_than_the_editors_are_told()
    {
        const string setting = "max_line_length = ";
        var said = File.ReadLines(Repository.At(".editorconfig")).First(line => line.StartsWith(setting, StringComparison.Ordinal));
        var longest = int.Parse(said[setting.Length..], CultureInfo.InvariantCulture);

        Assert.Empty(Sources().SelectMany(file => LongLines(file, longest)));
    }

    /// <summary>All but what builds leave behind.</summary>
    private static IEnumerable<string> Sources() => new[] { "src", "tests" }
        .SelectMany(folder => Directory.EnumerateFiles(Repository.At(folder), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/node_modules/", StringComparison.Ordinal));

    /// <summary>Outside of raw strings: there a line belongs to what is written, such as a statement or a configuration.</summary>
    private static IEnumerable<string> LongLines(string file, int longest)
    {
        var isRaw = false;
        foreach (var (index, line) in File.ReadLines(file).Index())
        {
            if (!isRaw && line.Length > longest) yield return $"{file}:{index + 1}";
            if (RawQuotes().Count(line) % 2 == 1) isRaw = !isRaw;
        }
    }

    [GeneratedRegex("\"{3,}")]
    private static partial Regex RawQuotes();

    private static IEnumerable<Type> FamilyOf(Type family) =>
        Domain.GetTypes().Where(type => type.IsSubclassOf(family) && !type.IsAbstract);
}
