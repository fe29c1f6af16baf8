using System.Text.Json;

namespace ActorSync.Node.Api;

/// <summary>The fields of one JSON object, taken one by one, with the faults found so far. Null stands for what is not said.</summary>
internal sealed class FormFields
{
    private readonly Dictionary<string, JsonElement> _untaken = [];
    private readonly string _pointer;
    private readonly List<Fault> _faults;

    /// <param name="form">An object.</param>
    /// <param name="pointer">Where it stands.</param>
    /// <param name="faults">Gets what is wrong.</param>
    public FormFields(JsonElement form, string pointer, List<Fault> faults)
    {
        (_pointer, _faults) = (pointer, faults);
        foreach (var field in form.EnumerateObject())
            if (Text(() => field.Name) is var name && !_untaken.TryAdd(name ?? "\uFFFD", field.Value))
                Add(name ?? "\uFFFD", "expected once, found twice");
    }

    /// <summary>A fault, unless the field has one already: what follows from it is not another.</summary>
    public void Add(string name, string detail)
    {
        var pointer = PointerTo(name);
        if (_faults.Count < Fault.MostAtOnce && !_faults.Exists(f => f.Pointer == pointer)) _faults.Add(new(pointer, detail));
    }

    public JsonElement? Take(string name) =>
        _untaken.Remove(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    public string? Text(string name)
    {
        if (Take(name) is not { } value) return null;
        var text = value.ValueKind is JsonValueKind.String ? Text(value.GetString) : null;
        if (text is null) Add(name, "expected a string of Unicode text");
        return text;
    }

    public FormFields? Object(string name)
    {
        if (Take(name) is not { } value) return null;
        if (value.ValueKind is JsonValueKind.Object) return new(value, PointerTo(name), _faults);
        Add(name, "expected an object");
        return null;
    }

    /// <summary>To be asked last: what nobody has taken is unknown.</summary>
    public void RefuseOthers()
    {
        foreach (var name in _untaken.Keys) Add(name, "unknown field");
    }

    private string PointerTo(string name) => _pointer + JsonPointer.To(name);

    /// <summary>Null for a string whose escapes are no Unicode text.</summary>
    private static string? Text(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
