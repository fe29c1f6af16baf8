using Akka.Actor;
using Akka.Cluster;
using Akka.Configuration;
using ActorSync.Actors;
using ActorSync.Hocon;
using ActorSync.Storage;
using ActorSync.Tests.Storage;
using ActorSync.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ActorSync.Tests.Akka;

/// <summary>Two nodes of one cluster in this process, over one journal: what one had, the other goes on with.</summary>
public sealed class TwoNodesTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(90);
    private static readonly AccountId[] Accounts = [.. Enumerable.Range(1, 40).Select(i => AccountId.Parse($"acc-{i}"))];

    private readonly TemporaryFolder _folder = new();
    private readonly int _seed = FreePort.Take();
    private readonly HeldParty _c = new();
    private readonly ActorSync.Engine.InProcessDelayQueue _delays = new();
    private SqlStore _store = null!;
    private Member _first = null!;
    private Member _second = null!;

    public async Task InitializeAsync()
    {
        _store = await SqlStore.Open(SqliteSettings.Create(_folder.File("log.db"), SomeSettings.Engine.Shards), default);
        _first = await Join(_seed);
        _second = await Join(FreePort.Take());
        await Until(() => _first.Members == 2 && _second.Members == 2);
    }

    public async Task DisposeAsync()
    {
        await _first.System.Terminate();
        await _second.System.Terminate();
        await _store.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Either_node_answers_for_every_account_and_the_log_learns_of_all()
    {
        foreach (var account in Accounts) Assert.Equal(Verdict.Accepted, await Submit(_first, account));

        foreach (var account in Accounts)
        {
            Assert.Single((await _second.Engine.Region.Read(account, default))!.State.Registrations);
            Assert.True(await IsRedelivered(_second, account));
        }
        await Until(() => Accounts.All(a => _store.Find(MainOf(a).Id, default).Result is [{ Status.Status: Status.Done }]));
        Assert.Equal(Accounts.Length, _c.Received.Count);
    }

    [Fact]
    public async Task What_a_killed_node_had_goes_on_at_the_other()
    {
        _c.Hold();
        foreach (var account in Accounts) await Submit(_first, account);
        var victim = _second.Address;

        await _second.Kill();
        Cluster.Get(_first.System).Down(victim);
        _c.LetGo();

        await Until(() => Accounts.All(a => _c.Received.ContainsKey(a)));
        await Until(() => Accounts.All(a => _store.Find(MainOf(a).Id, default).Result is [{ Status.Status: Status.Done }]));
        foreach (var account in Accounts) Assert.True(await IsRedelivered(_first, account));
        Assert.All(_c.Received.Values, keys => Assert.Single(keys.Distinct()));
    }

    [Fact]
    public async Task An_id_belongs_to_one_account_whichever_nodes_are_asked()
    {
        var first = MainOf(Accounts[0]);
        await Submit(_first, Accounts[0]);

        var reply = await _second.Engine.Region.Tell(
            Accounts[1], new AccountCommand.Submit(first with { Account = Accounts[1] }, null) { Now = Some.Time }, default);

        Assert.IsType<Answer.IdTaken>(Assert.IsType<AccountReply.Decided>(reply).Answer);
    }

    private static Submission MainOf(AccountId account) =>
        Some.MainFrom(Some.B) with { Id = SubmissionId.Parse("B", $"main-{account}"), Account = account };

    private static async Task<Verdict> Submit(Member member, AccountId account) => (await Received(member, account)).Verdict;

    private static async Task<bool> IsRedelivered(Member member, AccountId account) => (await Received(member, account)).Redelivered;

    /// <summary>Sends until it is answered, as a producer does.</summary>
    private static async Task<Answer.Received> Received(Member member, AccountId account)
    {
        while (true)
        {
            var submit = new AccountCommand.Submit(MainOf(account), null) { Now = Some.Time };
            if (await member.Engine.Region.Tell(account, submit, default) is AccountReply.Decided decided)
                return Assert.IsType<Answer.Received>(decided.Answer);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Soon);
        while (!condition()) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
    }

    private async Task<Member> Join(int port)
    {
        var shipped = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "hocon", "akka-node.conf"));
        var config = ActorSystemSettings.Create(HoconDocument.Parse($$"""
            {{shipped.Replace("include \"node.conf\"", "", StringComparison.Ordinal)}}
            akka.persistence.journal.sql.connection-string = "Data Source={{_folder.File("journal.db")}}"
            akka.remote.dot-netty.tcp.port = {{port}}
            akka.cluster.seed-nodes = ["akka.tcp://actorsync@127.0.0.1:{{_seed}}"]
            """).Resolve());
        SqliteLibrary.Choose();
        var tables = new JournalTables(config);
        await tables.Create(default);
        return await Member.Start(
            config,
            new(Some.BothWays, _store, tables, _delays, [new(Some.C, _c, HeldParty.Settings), new(Some.B, _c, HeldParty.Settings)]));
    }

    /// <summary>One node: an actor system with its engine.</summary>
    private sealed record Member(ActorSystem System, AkkaEngine Engine)
    {
        public Address Address => Cluster.Get(System).SelfAddress;

        public int Members => Cluster.Get(System).State.Members.Count(m => m.Status is MemberStatus.Up);

        public static async Task<Member> Start(Config config, AkkaEngineParts parts)
        {
            var system = ActorSystemSettings.Start(config, NullLogger.Instance);
            var up = new TaskCompletionSource();
            Cluster.Get(system).RegisterOnMemberUp(up.SetResult);
            await up.Task.WaitAsync(Soon);
            var engine = new AkkaEngine(system, parts, SomeSettings.Engine, TimeProvider.System, NullLogger.Instance);
            engine.Start(_ => Task.CompletedTask);
            return new(system, engine);
        }

        /// <summary>Ends it without a word to the others.</summary>
        public Task Kill() => System.Terminate();
    }
}
