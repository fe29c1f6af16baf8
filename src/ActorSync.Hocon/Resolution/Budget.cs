using System.Runtime.CompilerServices;

namespace ActorSync.Hocon.Resolution;

/// <summary>Keeps a small file from becoming a huge document, and a long chain of references from overflowing the stack.</summary>
internal sealed class Budget
{
    private long _size;
    private int _depth;

    internal void Charge(HoconOrigin origin, long characters)
    {
        _size += characters;
        if (_size > Limits.ResolvedSize)
            throw HoconException.At(
                origin, $"a configuration that resolves to at most {Limits.ResolvedSize} characters", "more: it repeats itself too often");
    }

    internal void Enter(HoconOrigin origin)
    {
        if (++_depth > Limits.ResolutionDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw HoconException.At(
                origin, $"references and objects at most {Limits.ResolutionDepth} deep in each other", "one more");
    }

    internal void Leave() => _depth--;
}
