using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Amiable.Writing;

/// <summary>
/// What a language model is told of a message: the situation, without a single name. Neither customer nor creditor, no person, no invoice number, no address and no
/// account number leaves the house for this; places in the text stand for them.
/// </summary>
internal sealed class WordingBrief
{
    private readonly MessageBrief brief;
    private readonly IReadOnlyList<BriefLine> about;

    public WordingBrief(MessageBrief brief)
    {
        this.brief = brief;
        about = brief.Stage == FollowUp.Stage.Thanks ? brief.Paid : AskedFigures.Lines(brief);
        Places = Known().ToDictionary(p => p.Place, p => p.Means);
        Text = Facts();
    }

    /// <summary>The facts and the places, as the model reads them.</summary>
    public string Text { get; }

    /// <summary>What may stand in braces, and what it means.</summary>
    public IReadOnlyDictionary<string, string> Places { get; }

    /// <summary>The same facts have the same key, whichever day the message leaves and whoever receives it.</summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>The brief as far as words may speak of it: without bank, addresses and people, which others write below.</summary>
    public static MessageBrief AsFarAsTold(MessageBrief brief) =>
        brief with
        {
            Sender = new(brief.Sender.Creditor, ""),
            RecipientName = null,
            Attached = [],
            ToDownload = [],
        };

    private IEnumerable<(string Place, string Means)> Known()
    {
        yield return ("creditor", "the name of the company that writes");
        yield return ("account", "the name of the customer company");
        if (about.Count == 1)
        {
            yield return ("number", "the number of the invoice");
            yield return ("date", "the day it is or was due");
        }
        if (about.Count > 1)
        {
            yield return ("count", "how many invoices, as a word inside a sentence");
            yield return ("n", "how many invoices, in figures");
            yield return ("oldestDue", "the earliest due date of them");
        }
        if (about.Count is > 1 and <= 3)
            yield return ("numbers", "the numbers of the invoices");
        if (AskedFigures.Lines(brief).Count > 0)
            yield return ("toPay", "what is to be paid, with its currency");
        if (brief.PromisedOn is not null)
            yield return ("promisedOn", "the day for which payment was promised");
    }

    private string Facts()
    {
        var text = new StringBuilder();
        Line($"Language: {brief.Language}{(brief.Country is null ? "" : $" as written in {brief.Country}")}");
        Line($"Stage: {brief.Stage}");
        Line($"Tone: {brief.Tone}");
        Line($"Message number: {brief.Variant + 1}");
        Line($"Invoices it is about: {about.Count}");
        foreach (var line in about.Take(12))
            Line(
                $"- due {line.DueOn:yyyy-MM-dd}, total {line.Total.Major} {line.Total.Currency}, open {line.Outstanding.Major}{(line.PurchaseOrder is null ? "" : ", ordered under a purchase order")}"
            );
        foreach (var (total, credit, toPay) in AskedFigures.Of(brief))
            Line($"To pay: {toPay.Major} {toPay.Currency}{(credit.IsPositive ? $" ({total.Major} less a credit of {credit.Major})" : "")}");
        if (brief.Stage != FollowUp.Stage.BeforeDue && brief.Upcoming.Count > 0)
            Line($"Further invoices, not due yet, are listed below the message: {brief.Upcoming.Count}");
        if (brief.PromisedOn is { } promised)
            Line($"Payment was promised for: {promised:yyyy-MM-dd}");
        Line($"Places you may use:");
        foreach (var (place, means) in Places)
            Line($"- {{{place}}}: {means}");
        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
