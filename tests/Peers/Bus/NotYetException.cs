namespace ActorSync.Peers.Bus;

/// <summary>A message that may not go yet, or may work later: the bus delivers it again after a delay.</summary>
public sealed class NotYetException(string message) : Exception(message);
