using System.Globalization;
using System.Text;
using Amiable.FollowUp;
using Amiable.Organizations;

namespace Amiable.Writing;

/// <summary>Makes sure a brief can be written about. A brief that cannot is a mistake of whoever made it, so it throws.</summary>
internal static class SoundBrief
{
    /// <summary>The brief with every name on one line and free of characters that steer a reader's screen or a mail header.</summary>
    /// <exception cref="ArgumentException">The brief contradicts its stage or itself.</exception>
    public static MessageBrief Of(MessageBrief brief)
    {
        var asked = AskedFigures.Lines(brief);
        Require(brief.Stage == Stage.Thanks || asked.Count > 0, $"A {brief.Stage} message needs invoices to be about.");
        switch (brief.Stage)
        {
            case Stage.BeforeDue:
                Require(brief.Overdue.Count == 0, "A message before the due date cannot carry overdue invoices.");
                break;
            case Stage.PromiseBroken:
                Require(brief.PromisedOn < brief.SentOn, "A broken promise has a date that has passed.");
                break;
        }
        Require(brief.Overdue.All(l => l.DueOn < brief.SentOn), "An overdue invoice fell due before the message is sent.");
        Require(brief.Upcoming.All(l => l.DueOn >= brief.SentOn), "An upcoming invoice falls due when the message is sent, or later.");
        Require(brief.UnallocatedCredit.All(c => !c.IsNegative), "Credit is not negative.");
        foreach (var line in brief.Overdue.Concat(brief.Upcoming))
            Require(
                line.Outstanding is { IsPositive: true } left && left.Currency == line.Total.Currency && left <= line.Total,
                $"Invoice {line.Number} asks for nothing, or for more than its total."
            );
        Require(
            brief.Overdue.Concat(brief.Upcoming).Concat(brief.Paid).All(l => !string.IsNullOrWhiteSpace(l.Number)),
            "An invoice has no number."
        );
        Require(
            asked.Count == 0 || AskedFigures.Of(brief).Any(f => f.ToPay.IsPositive),
            "Credit covers it all: there is nothing to ask for."
        );
        return Cleaned(brief);
    }

    private static MessageBrief Cleaned(MessageBrief brief) =>
        brief with
        {
            AccountName = OneLine(brief.AccountName),
            RecipientName = OrNull(brief.RecipientName),
            Overdue = [.. brief.Overdue.Select(Cleaned)],
            Upcoming = [.. brief.Upcoming.Select(Cleaned)],
            Paid = [.. brief.Paid.Select(Cleaned)],
            Attached = [.. brief.Attached.Select(OneLine)],
            ToDownload = [.. brief.ToDownload.Select(link => link with { Number = OneLine(link.Number) })],
            Sender = brief.Sender with
            {
                Creditor = OneLine(brief.Sender.Creditor),
                AgentName = OneLine(brief.Sender.AgentName),
                LegalName = OrNull(brief.Sender.LegalName),
                Address = OrNull(brief.Sender.Address),
                RegistrationNumber = OrNull(brief.Sender.RegistrationNumber),
                VatNumber = OrNull(brief.Sender.VatNumber),
                Bank = brief.Sender.Bank is { } bank
                    ? new BankDetails(OneLine(bank.Holder), OneLine(bank.Iban), OrNull(bank.Bic), OrNull(bank.BankName))
                    : null,
            },
        };

    private static BriefLine Cleaned(BriefLine line) =>
        line with
        {
            Number = OneLine(line.Number),
            PurchaseOrder = OrNull(line.PurchaseOrder),
        };

    private static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : OneLine(text);

    /// <summary>One line, single spaces, no control characters and no invisible ones (direction marks, zero widths), which could hide or turn what follows.</summary>
    internal static string OneLine(string text)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                if (line.Length > 0 && line[^1] != ' ')
                    line.Append(' ');
            }
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse))
                line.Append(rune);
        }
        return line.ToString().TrimEnd();
    }

    private static void Require(bool holds, string why)
    {
        if (!holds)
            throw new ArgumentException(why);
    }
}
