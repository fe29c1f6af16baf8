using Akka.Event;

namespace ActorSync.Actors;

/// <summary>What lines have in common that differ in names and numbers alone.</summary>
/// <param name="Speaker">Who says it.</param>
/// <param name="Form">The message without what is put into it; empty when it came in one piece.</param>
/// <param name="Fault">What went wrong.</param>
internal sealed record LineKind(Type Speaker, string Form, Type? Fault)
{
    public static LineKind Of(LogEvent line) =>
        new(line.LogClass, line.Message is LogMessage message ? message.Format : "", line.Cause?.GetType());
}
