namespace ActorSync.Tests;

/// <summary>One step of a history. Numbers pick from whatever there is when it happens, so that any part of a history is one too.</summary>
/// <param name="Pick">Which of the candidates.</param>
/// <param name="Choice">Which way it goes.</param>
internal readonly record struct Step(Deed Deed, int Pick, int Choice);
