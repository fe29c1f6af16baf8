using System.Reflection;
using System.Runtime.InteropServices;
using Xunit;

namespace ActorSync.Tests;

/// <summary>What the compiler cannot hold.</summary>
public sealed class ConsistencyTests
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

    private static IEnumerable<Type> FamilyOf(Type family) =>
        Domain.GetTypes().Where(type => type.IsSubclassOf(family) && !type.IsAbstract);
}
