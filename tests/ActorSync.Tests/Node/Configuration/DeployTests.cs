using System.Data.Common;
using System.Text.RegularExpressions;
using ActorSync.Hocon;
using Xunit;

namespace ActorSync.Tests.Node.Configuration;

/// <summary>What stands in `deploy`, where it handles secrets.</summary>
public sealed partial class DeployTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("a;b")]
    [InlineData("a;Server=evil")]
    [InlineData("a\"b = c ")]
    [InlineData("a'b")]
    [InlineData("a'b\"c;d")]
    public void Any_password_stays_one_part_of_the_journals_connection_string(string password)
    {
        var journal = new DbConnectionStringBuilder { ["Server"] = "mysql", ["Password"] = password };

        var said = Cluster(new()
        {
            ["MYSQL_PASSWORD"] = password, ["AKKA_JOURNAL"] = journal.ConnectionString, ["POD_NAME"] = "p", ["ACTORSYNC_KEY"] = "k",
        });

        Assert.Equal(password, said.At("actorsync.store.mysql.password").ReadText().Value);
        foreach (var part in new[] { "journal", "snapshot-store", "query.journal" })
        {
            var connection = new DbConnectionStringBuilder
            {
                ConnectionString = said.At($"akka.persistence.{part}.sql.connection-string").ReadText().Value,
            };
            Assert.Equal((password, "mysql"), ((string)connection["Password"], (string)connection["Server"]));
        }
    }

    [Fact]
    public void A_pod_gets_every_variable_that_its_configuration_needs()
    {
        var missing = Assert.Throws<HoconException>(() => Cluster([])).Faults
            .Select(f => VariableIn().Match(f.Message).Groups[1].Value).Distinct().ToList();

        Assert.Equal(["ACTORSYNC_KEY", "AKKA_JOURNAL", "MYSQL_PASSWORD", "POD_NAME"], missing.Order(StringComparer.Ordinal));
        var pod = File.ReadAllText(Repository.At("deploy/kubernetes/base/statefulset.yaml"));
        Assert.All(missing, variable => Assert.Contains($"- name: {variable}\n", pod, StringComparison.Ordinal));
    }

    [Fact]
    public void No_key_of_the_API_stands_in_the_list_of_processes() =>
        Assert.DoesNotContain(File.ReadLines(Repository.At("deploy/compose.yaml")), l =>
            l.Contains("- node.api-keys", StringComparison.Ordinal));

    /// <summary>What a pod reads; what the file includes has another place in the image, and the parties are an overlay's.</summary>
    private static HoconObject Cluster(Dictionary<string, string> environment)
    {
        var lines = File.ReadLines(Repository.At("deploy/kubernetes/base/cluster.conf"))
            .Where(l => !l.StartsWith("include", StringComparison.Ordinal));
        return HoconDocument.Parse(string.Join('\n', lines))
            .WithFallback(HoconDocument.Load(Repository.At("hocon/akka-cluster.conf")))
            .Resolve(environment.GetValueOrDefault);
    }

    [GeneratedRegex(@"\$\{(\w+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex VariableIn();
}
