namespace ActorSync.Delivering;

/// <summary>An operation's name on the wire.</summary>
internal static class OperationName
{
    public static string Of(Operation operation) => operation switch
    {
        Operation.Register => "register",
        Operation.Update => "update",
        Operation.Approve => "approve",
        _ => "cancel",
    };
}
