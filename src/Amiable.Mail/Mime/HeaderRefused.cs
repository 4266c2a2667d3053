namespace Amiable.Mail.Mime;

/// <summary>
/// A header was to be written with a line break or another control character in it: that is how headers are injected (RFC 5322 section 2.2 allows neither).
/// The message says which field, never the value.
/// </summary>
/// <param name="field">The field's name.</param>
public sealed class HeaderRefused(string field)
    : Exception($"The field {field} holds a line break or a control character, or its name or address is not one.");
