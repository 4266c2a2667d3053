using Amiable.Replies;

namespace Amiable.Reading.Instructions;

/// <summary>A passage that names an account, or several that it may mean.</summary>
/// <param name="Span">Where.</param>
/// <param name="Accounts">Which it may be; one when it is clear.</param>
/// <param name="Sureness">Lower when the name was misspelt, or only a contact of it was named.</param>
internal sealed record AccountMention(Span Span, IReadOnlyList<KnownAccount> Accounts, double Sureness)
{
    /// <summary>Whether one account is meant.</summary>
    public bool IsClear => Accounts.Count == 1;
}
