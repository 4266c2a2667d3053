using System.Text;

namespace Amiable.Documents.EInvoices;

/// <summary>
/// An element of an e-invoice. Of our own, for the usual trees keep every name they ever saw, and grow by the square of what hostile files
/// repeat: pieces of text, attributes.
/// </summary>
internal sealed class XmlPart(string name, string space, XmlPart? parent)
{
    private List<XmlPart>? _parts;
    private List<(string Name, string Value)>? _attributes;
    private string? _text;
    private StringBuilder? _more;

    /// <summary>Without its prefix.</summary>
    public string Name => name;

    /// <summary>The namespace; empty for none.</summary>
    public string Space => space;

    public XmlPart? Parent => parent;

    public IReadOnlyList<XmlPart> Parts => _parts ?? (IReadOnlyList<XmlPart>)[];

    /// <summary>All text in it, that of the elements within included.</summary>
    public string Value
    {
        get
        {
            var own = _more?.ToString() ?? _text ?? "";
            return _parts is null ? own : own + string.Concat(_parts.Select(p => p.Value));
        }
    }

    /// <summary>An attribute by its name, whatever its prefix; null when it is blank or not there.</summary>
    public string? Attribute(string called) =>
        _attributes?.Find(a => a.Name == called).Value?.Trim() is { Length: > 0 } value ? value : null;

    public void Add(XmlPart part) => (_parts ??= []).Add(part);

    public void Add(string attribute, string value) => (_attributes ??= []).Add((attribute, value));

    public void AddText(string text)
    {
        if (_text is null)
            _text = text;
        else
            (_more ??= new(_text)).Append(text);
    }
}
