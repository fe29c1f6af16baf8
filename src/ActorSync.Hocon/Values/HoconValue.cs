using System.Diagnostics.CodeAnalysis;

namespace ActorSync.Hocon;

/// <summary>
/// A resolved value: nothing in it refers to anything else, and it never changes. Two values are equal when they say the
/// same, wherever they were written.
/// </summary>
public abstract class HoconValue : IEquatable<HoconValue>
{
    private protected HoconValue(HoconOrigin origin) => Origin = origin;

    public HoconOrigin Origin { get; }

    /// <summary>The value in a fault's words, such as <c>the number 10</c>.</summary>
    internal abstract string Described { get; }

    /// <summary>The characters it takes to write the value out, roughly, with what it shares with others counted in full.</summary>
    internal virtual long Size => Limits.ValueSize + (Text?.Length ?? 0);

    public abstract bool Equals(HoconValue? other);

    public sealed override bool Equals(object? obj) => Equals(obj as HoconValue);

    public abstract override int GetHashCode();

    /// <summary>The value as indented JSON.</summary>
    public sealed override string ToString() => HoconJson.Write(this);

    /// <summary>What the value reads as inside a longer text; null for an object or an array, which have no such form.</summary>
    internal virtual string? Text => null;
}

public sealed class HoconString(string value, HoconOrigin origin) : HoconValue(origin)
{
    public string Value { get; } = value;

    internal override string Text => Value;

    internal override string Described => $"the text \"{Excerpt.Of(Value)}\"";

    public override bool Equals(HoconValue? other) => other is HoconString text && text.Value == Value;

    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);
}

/// <summary>A number as it was written: nothing is rounded until somebody asks for a particular type.</summary>
public sealed class HoconNumber : HoconValue
{
    private HoconNumber(string written, HoconOrigin origin) : base(origin) => Written = written;

    public string Written { get; }

    internal override string Text => Written;

    internal override string Described => "the number " + Excerpt.Of(Written);

    public static bool TryParse(string written, HoconOrigin origin, [NotNullWhen(true)] out HoconNumber? number)
    {
        number = NumberText.IsNumber(written) ? new HoconNumber(written, origin) : null;
        return number is not null;
    }

    public override bool Equals(HoconValue? other) => other is HoconNumber number && number.Written == Written;

    public override int GetHashCode() => Written.GetHashCode(StringComparison.Ordinal);
}

public sealed class HoconBoolean(bool value, HoconOrigin origin) : HoconValue(origin)
{
    public bool Value { get; } = value;

    internal override string Text => Value ? "true" : "false";

    internal override string Described => Text;

    public override bool Equals(HoconValue? other) => other is HoconBoolean boolean && boolean.Value == Value;

    public override int GetHashCode() => Value.GetHashCode();
}

/// <summary>
/// Where a substitution has no value, so that the rest of a configuration can be looked at all the same. It reads as nothing
/// that anybody may ask for.
/// </summary>
public sealed class HoconUnresolved : HoconValue
{
    internal HoconUnresolved(HoconOrigin origin) : base(origin)
    {
    }

    internal override string Described => "a substitution without a value";

    public override bool Equals(HoconValue? other) => other is HoconUnresolved;

    public override int GetHashCode() => 1;
}

public sealed class HoconNull(HoconOrigin origin) : HoconValue(origin)
{
    internal override string Text => "null";

    internal override string Described => "null";

    public override bool Equals(HoconValue? other) => other is HoconNull;

    public override int GetHashCode() => 0;
}
