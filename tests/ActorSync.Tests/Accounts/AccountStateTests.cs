using Xunit;

namespace ActorSync.Tests;

public sealed class AccountStateTests
{
    /// <summary>
    /// It was null once, since the empty state was made before it: each change then compared whole registrations, by reflection.
    /// </summary>
    [Fact]
    public void A_registration_is_compared_by_reference_when_it_is_put_in_place() =>
        Assert.Same(ReferenceEqualityComparer.Instance, AccountState.Empty.Registrations.ValueComparer);
}
