namespace ActorSync;

/// <param name="Content">What a call carried.</param>
/// <param name="Unconfirmed">The call had no clear answer, and nothing has settled it since.</param>
public readonly record struct SentContent(ContentHash Content, bool Unconfirmed);
