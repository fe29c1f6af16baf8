using ActorSync.Delivering;
using ActorSync.Engine;
using ActorSync.Node.Management;

namespace ActorSync.Node.Hosting;

/// <summary>A node's engine, as those around it see it.</summary>
internal sealed record NodeEngine
{
    public required IAccounts Accounts { get; init; }

    public required IRegistrationLog RegistrationLog { get; init; }

    /// <summary>Completes when all that is stored now is in the registration log.</summary>
    public required Func<CancellationToken, Task> CaughtUp { get; init; }

    public required DeliverySink Sink { get; init; }

    /// <summary>Without which it takes nothing in.</summary>
    public required IReadOnlyList<Dependency> Needed { get; init; }

    /// <summary>Without which it goes on, but not with everything.</summary>
    public required IReadOnlyList<Dependency> Wanted { get; init; }

    public required IMembership Membership { get; init; }
}
