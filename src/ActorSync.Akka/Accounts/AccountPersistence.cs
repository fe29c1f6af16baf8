namespace ActorSync.Actors;

/// <summary>The accounts' names in the journal. Stored form: never changed.</summary>
internal static class AccountPersistence
{
    private const string Prefix = "account/";

    public static string IdOf(AccountId account) => Prefix + account.Value;

    /// <summary>False for what is no account's.</summary>
    public static bool TryParse(string persistenceId, out AccountId account)
    {
        var isAccount = persistenceId.StartsWith(Prefix, StringComparison.Ordinal);
        account = isAccount ? AccountId.Parse(persistenceId[Prefix.Length..]) : default;
        return isAccount;
    }
}
