using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ActorSync.Actors;

/// <summary>The form of one message.</summary>
internal sealed record Form(string Manifest, Type Type, Func<object, byte[]> Write, Func<byte[], object> Read)
{
    /// <summary>A command, which travels with its account.</summary>
    public static Form Of<T>(string manifest, JsonTypeInfo<Told<T>> form) where T : AccountCommand => new(
        manifest, typeof(T),
        message => message is ToAccount.Tell { Command: T command } told
            ? JsonSerializer.SerializeToUtf8Bytes(new(told.Account, command), form)
            : [],
        bytes => JsonSerializer.Deserialize(bytes, form) is { } told
            ? new ToAccount.Tell(told.Account, told.Command)
            : throw Nothing(manifest));

    /// <summary>Anything else; an answer comes back as the reply that it decided.</summary>
    public static Form Of<T>(string manifest, JsonTypeInfo<T> form) where T : class => new(
        manifest, typeof(T),
        message => JsonSerializer.SerializeToUtf8Bytes(
            (T)(message is AccountReply.Decided decided ? (object)decided.Answer : message), form),
        bytes => JsonSerializer.Deserialize(bytes, form) switch
        {
            Answer answer => new AccountReply.Decided(answer),
            { } message => message,
            null => throw Nothing(manifest),
        });

    private static FormatException Nothing(string manifest) => new($"message {manifest}: expected an object, found null");
}
