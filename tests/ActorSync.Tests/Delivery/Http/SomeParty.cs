using ActorSync.Delivering;
using Xunit;

namespace ActorSync.Tests;

/// <summary>HTTP parties that a test needs but does not care about.</summary>
internal static class SomeParty
{
    public static HttpPartyConfiguration Said(string url) => new()
    {
        BaseUrl = url, MaxConnections = 8, ConnectTimeout = TimeSpan.FromSeconds(5),
    };

    public static HttpParty At(string url) => From(Said(url));

    public static HttpParty From(HttpPartyConfiguration said, TimeProvider? time = null)
    {
        var reading = HttpPartySettings.Read(said);
        Assert.Empty(reading.Faults);
        return new(reading.Settings!, time ?? TimeProvider.System);
    }

    /// <summary>Calls once. A call that gets no answer at all ends with the test's patience.</summary>
    public static async Task<PartyAnswer> Call(this HttpParty party, Delivery? delivery = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10), TimeProvider.System);
        return await party.Deliver(Some.Account, delivery ?? SomeDelivery.Main, patience.Token);
    }
}
