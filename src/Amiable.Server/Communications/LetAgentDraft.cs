using Amiable.FollowUp;
using Amiable.Writing;

namespace Amiable.Communications;

/// <summary>The agent's words about some invoices, for a member to start from. Nothing is stored.</summary>
public sealed class LetAgentDraft(CurrentMember member, ReadSituation readSituation, Today today)
{
    public sealed record Wanted(
        IReadOnlyList<InvoiceId> About,
        Tone Tone,
        string Language,
        IReadOnlyList<ContactId> To,
        bool ByPost = false
    );

    public async Task<Result<WrittenMessage>> Run(AccountId account, Wanted wanted, CancellationToken ct)
    {
        if ((await readSituation.Run([account], ct)).SingleOrDefault() is not { } facts)
            return new NotFound("account");
        if (wanted.About.Count == 0)
            return new Invalid("about", "letter.draft-needs-invoices", "Choose the invoices the draft is to be about.");
        var about = StatedFigures.Of(facts, wanted.About);
        var day = SendWindow.LocalDay(today.Now, facts.Zone);
        var recipient = facts.Contacts.FirstOrDefault(c => wanted.To.Contains(c.Id))?.FullName;
        return AgentDraft.Of(facts, about, wanted.Tone, wanted.Language, day, member.Name ?? "", recipient, wanted.ByPost) is { } words
            ? words
            : new Invalid("about", "letter.nothing-to-ask", "Nothing is to be paid on these: there is nothing to draft.");
    }
}
