namespace Amiable.Mail.Replies;

/// <summary>A message taken apart: what its writer typed for it, and the rest.</summary>
/// <param name="NewText">What is new, lines ended by "\n", without blank lines at either end. May be empty: some people answer with an attachment.</param>
/// <param name="Signature">The signature, the phone's line, the disclaimer or the list's footer; empty when there is none.</param>
/// <param name="Quoted">The history: the lines quoted, with the line that introduces them.</param>
public sealed record TrimmedReply(string NewText, string Signature, string Quoted)
{
    /// <summary>What came with it and is nobody's text: the names of its files, and all its HTML says, shown or hidden. Only to be looked through for orders.</summary>
    public string Beside { get; init; } = "";
}
