namespace ActorSync.Engine;

/// <summary>The journal refused a write because somebody else owns the shard (R25).</summary>
internal sealed class FencedException : Exception;
