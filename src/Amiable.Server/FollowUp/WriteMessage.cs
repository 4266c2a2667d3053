using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Invoices;
using Amiable.Writing;

namespace Amiable.FollowUp;

/// <summary>From what is planned to the facts, the recipients and the words of a message. Pure: the same facts give the same message.</summary>
public static class WriteMessage
{
    public static WrittenPlan For(AccountFacts facts, PlannedMessage planned, FollowUpPlan plan)
    {
        var byPost = planned.Channel == Channel.Letter;
        IReadOnlyList<Recipient> recipients =
            !byPost && facts.Recipient is { } contact ? [To(contact), .. facts.InCopy.Select(c => To(c) with { IsCopy = true })] : [];
        var variant = Variant(facts, planned.Stage, planned.Tone);
        var stated = new MessageFacts
        {
            About = [.. planned.About.Select(i => Stated(facts.Invoices[i.Id]))],
            Upcoming = [.. planned.Upcoming.Select(i => Stated(facts.Invoices[i.Id]))],
            Credit = [.. facts.Situation.UnallocatedCredit.Where(c => planned.About.Any(i => i.Outstanding.Currency == c.Currency))],
            Late = planned.Stage is Stage.Overdue or Stage.PromiseBroken
                ? facts.Late?.On(planned.SendOn, planned.About.Select(i => facts.Invoices[i.Id])) ?? []
                : [],
            PromisedOn = planned.Stage == Stage.PromiseBroken ? planned.About[0].PromisedOn : null,
            Because = planned.Because,
            LeftOut = plan.LeftOut,
            Template = $"built-in {facts.Language} {planned.Stage} {planned.Tone} {(byPost ? "letter" : $"{variant}")}",
        };
        var brief = Brief(facts, stated, planned.Stage, planned.Tone, planned.SendOn, variant);
        if (byPost)
            brief = AsLetter(brief);
        var (words, template) = Words(facts, brief, stated.Template);
        stated = stated with { Template = template };
        var files =
            !byPost ? DocumentsToSend.For(facts, stated.About).Attached
            : facts.Policy.EnclosesInvoices ? DocumentsToSend.Of(facts, stated.About)
            : [];
        return new(stated, brief, recipients, new(words.Subject, words.Text, words.Html), files);
    }

    private static Recipient To(Contact contact) => new(contact.Id, contact.FullName, contact.Email!);

    /// <summary>
    /// A language model's words where some were made for exactly these facts, else the built-in ones. What somebody approved keeps the words approved, although others
    /// were made since.
    /// </summary>
    private static (WrittenMessage Words, string Template) Words(AccountFacts facts, MessageBrief brief, string builtIn)
    {
        if (!brief.ByPost && facts.WordingFor(brief) is { Words: { } proposed } wording)
            try
            {
                return (BuiltInWriter.Write(brief, proposed), wording.Template);
            }
            catch (FormatException)
            {
                // Made by an earlier version, with places that there are no more.
            }
        return (BuiltInWriter.Write(brief), builtIn);
    }

    /// <summary>
    /// Whether a message says to whom and in which words what would be written now. Its figures are the plan's to compare; here it is everything else:
    /// who receives it and in which language, who signs, where to pay.
    /// </summary>
    public static bool Says(Communication message, AccountFacts facts, PlannedMessage planned, FollowUpPlan plan)
    {
        var written = For(facts, planned, plan);
        return message.Recipients.SequenceEqual(written.Recipients)
            && message.Language == facts.Language
            && message.Files.SequenceEqual(written.Files)
            && new MessageWords(message.Subject, message.Text, message.Html) == written.Words;
    }

    /// <summary>What the agent would say, of the same facts, if a message that waits spoke in another tone.</summary>
    public static MessageWords InTone(AccountFacts facts, Communication message, Tone tone, DateOnly sentOn)
    {
        var stage = message.Stage ?? throw new ArgumentException("Only a message of the agent has a tone to change.", nameof(message));
        var brief = Brief(facts, message.Facts, stage, tone, sentOn, Variant(facts, stage, tone)) with { Language = message.Language };
        var words = BuiltInWriter.Write(message.IsLetter ? AsLetter(brief) : brief);
        return new(words.Subject, words.Text, words.Html);
    }

    // Nothing is attached to paper.
    internal static MessageBrief AsLetter(MessageBrief brief) => brief with { ByPost = true, Attached = [], ToDownload = [] };

    /// <summary>How many were already received that would have said the same.</summary>
    internal static int Variant(AccountFacts facts, Stage stage, Tone tone) =>
        facts.History.Count(h => h.Message.Stage == stage && h.Message.Tone == tone && !h.Message.Skipped);

    /// <summary>What a message with these facts may say.</summary>
    public static MessageBrief Brief(AccountFacts facts, MessageFacts stated, Stage stage, Tone tone, DateOnly sentOn, int variant)
    {
        var documents = DocumentsToSend.For(facts, stated.About);
        return new()
        {
            Attached = documents.AttachedNumbers,
            ToDownload = documents.ToDownload,
            Stage = stage,
            Tone = tone,
            Language = facts.Language,
            Country = facts.Account.Details.Country,
            Sender = new(
                facts.Organization.Name,
                facts.Organization.AgentName,
                facts.Organization.Bank,
                facts.Organization.Signature,
                facts.Organization.LegalName,
                facts.Organization.Profile.Address,
                facts.Organization.RegistrationNumber,
                facts.Organization.VatNumber,
                facts.Organization.AgentEmail
            ),
            AccountName = facts.Account.Name,
            RecipientName = PersonName.Of(facts.Recipient?.FullName),
            SentOn = sentOn,
            Overdue = stage is Stage.BeforeDue ? [] : [.. stated.About.Select(Line)],
            Upcoming = stage is Stage.BeforeDue ? [.. stated.About.Select(Line)] : [.. stated.Upcoming.Select(Line)],
            UnallocatedCredit = stated.Credit,
            Claimed = stated.Late,
            PromisedOn = stated.PromisedOn,
            Variant = variant,
        };
    }

    internal static StatedInvoice Stated(Invoice i) =>
        new(i.Id, i.Number, i.IssuedOn, i.DueOn!.Value, i.Total, i.Outstanding, i.PurchaseOrder);

    private static BriefLine Line(StatedInvoice i) => new(i.Number, i.IssuedOn, i.DueOn, i.Total, i.Outstanding, i.PurchaseOrder);
}

/// <summary>A message ready to be stored.</summary>
public sealed record WrittenPlan(
    MessageFacts Facts,
    MessageBrief Brief,
    IReadOnlyList<Recipient> Recipients,
    MessageWords Words,
    IReadOnlyList<AttachedFile> Files
);
