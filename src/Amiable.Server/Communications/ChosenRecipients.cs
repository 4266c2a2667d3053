using Amiable.Contacts;
using Amiable.FollowUp;

namespace Amiable.Communications;

/// <summary>From the people a member chose to recipients: contacts of the account that can receive mail, and nobody else.</summary>
internal static class ChosenRecipients
{
    /// <summary>Null when one of them is no such contact.</summary>
    public static List<Recipient>? Among(AccountFacts facts, IReadOnlyList<ContactId> to, IReadOnlyList<ContactId> copies)
    {
        var reachable = facts.Contacts.Where(c => c.CanReceive).ToDictionary(c => c.Id);
        var asked = to.Distinct().Select(id => (id, IsCopy: false)).Concat(copies.Except(to).Select(id => (id, IsCopy: true)));
        var recipients = new List<Recipient>();
        foreach (var (id, isCopy) in asked)
        {
            if (!reachable.TryGetValue(id, out var contact))
                return null;
            recipients.Add(new(id, contact.FullName, contact.Email!, isCopy));
        }
        return recipients;
    }
}
