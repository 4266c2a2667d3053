using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Amiable.Accounts;
using Amiable.Accounts.Pages;
using Amiable.Communications;
using Amiable.FormalNotices;
using Amiable.Invoices;
using Amiable.LatePayment;
using Amiable.Ui;

namespace Amiable.Evidence.Pages;

/// <summary>What an evidence file says of each thing, in the language of the member who asked for it.</summary>
public sealed partial class EvidenceWords(Viewer viewer)
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public Viewer Viewer => viewer;

    private Words T => viewer.T;

    public string Title(EvidencePart part) => T[$"evidence-file.part.{part.ToString().ToLowerInvariant()}"];

    /// <summary>An invoice with what was paid of it.</summary>
    public EvidenceItem Of(Invoice invoice, InvoiceDocument? document, IReadOnlyDictionary<CreditId, DateOnly> days) =>
        new(
            EvidencePart.Invoices,
            invoice.IssuedOn,
            T["evidence-file.invoice", invoice.Number, viewer.Reader.Amount(invoice.Total)],
            Told(
                ("evidence-file.number", invoice.Number),
                ("evidence-file.order", invoice.PurchaseOrder),
                ("evidence-file.issued", Day(invoice.IssuedOn)),
                ("evidence-file.due", invoice.DueOn is { } due ? Day(due) : null),
                ("evidence-file.total", Amount(invoice.Total)),
                ("evidence-file.outstanding", Amount(invoice.Outstanding)),
                ("evidence-file.status", T.Of(invoice.StatusOn(viewer.Today))),
                ("evidence-file.disputed", invoice.DisputedOn is { } contested ? Day(contested) : null),
                ("evidence-file.written-off", invoice.WrittenOffOn is { } given ? Day(given) : null),
                ("evidence-file.document", document?.FileName ?? T["evidence-file.no-document"])
            ),
            invoice.Allocations.Count == 0
                ? null
                : string.Join(
                    '\n',
                    invoice
                        .Allocations.OrderBy(a => days.GetValueOrDefault(a.CreditId))
                        .Select(a =>
                            $"{Day(days.GetValueOrDefault(a.CreditId))}  {T[$"evidence-file.credit.{Words.Kebab(a.Kind.ToString())}"]}  {Amount(a.Amount)}"
                        )
                )
        )
        {
            Name = invoice.Number,
            Originals = document is null ? [] : [(Ending(document.FileName), document.Bytes)],
        };

    /// <summary>A message of ours.</summary>
    public EvidenceItem Of(Communication message, DateTimeOffset? erasedAt) =>
        new(
            EvidencePart.Messages,
            DayOf(message.SentAt!.Value),
            message.Subject,
            Told(
                ("evidence-file.subject", message.Subject),
                ("evidence-file.to", message.IsLetter ? T["evidence-file.by-post"] : People(message)),
                ("evidence-file.at", Instant(message.SentAt.Value)),
                ("evidence-file.invoices", string.Join(", ", message.Facts.About.Select(i => i.Number))),
                ("evidence-file.asked", string.Join(", ", message.Facts.Asked.Select(Amount))),
                ("evidence-file.mail-id", message.MailId),
                ("evidence-file.erased", erasedAt is { } erased ? T["evidence-file.was-erased", Instant(erased)] : null)
            ),
            message.Text
        )
        {
            Name = message.Subject,
        };

    /// <summary>A formal notice that was posted.</summary>
    public EvidenceItem Of(FormalNotice notice) =>
        new(
            EvidencePart.Messages,
            notice.PostedOn!.Value,
            notice.Subject,
            Told(
                ("evidence-file.subject", notice.Subject),
                ("evidence-file.to", T["evidence-file.by-post"]),
                ("evidence-file.dated", Day(notice.On)),
                ("evidence-file.posted", Day(notice.PostedOn.Value)),
                ("evidence-file.invoices", string.Join(", ", notice.Facts.About.Select(i => i.Number))),
                ("evidence-file.asked", string.Join(", ", notice.Facts.Asked.Select(Amount))),
                ("evidence-file.signed-by", notice.By)
            ),
            notice.Text
        )
        {
            Name = notice.Subject,
            HasSheet = false,
        };

    /// <summary>What became of a message.</summary>
    public EvidenceItem Delivery(Communication message) =>
        new(
            EvidencePart.Delivery,
            DayOf(message.SentAt!.Value),
            T["evidence-file.delivery-of", message.Subject],
            Told(
                ("evidence-file.subject", message.Subject),
                ("evidence-file.to", message.IsLetter ? T["evidence-file.by-post"] : People(message)),
                (
                    message.IsLetter ? "evidence-file.posted" : "evidence-file.handed-over",
                    message.IsLetter ? Day(message.SendOn) : Instant(message.SentAt.Value)
                ),
                ("evidence-file.mail-id", message.MailId),
                ("evidence-file.state", T.Of(message.Status))
            ),
            message.Deliveries.Count == 0
                ? T[message.IsLetter ? "evidence-file.no-proof-of-post" : "evidence-file.no-news"]
                : string.Join(
                    '\n',
                    message.Deliveries.Select(n =>
                        $"{Instant(n.At)}  {T[$"delivery-kind.{Words.Kebab(n.Kind.ToString())}", n.Address]}  {n.Status}  {n.Said}"
                    )
                )
        )
        {
            Name = message.Subject,
        };

    /// <summary>That a formal notice was posted.</summary>
    public EvidenceItem Posting(FormalNotice notice) =>
        new(
            EvidencePart.Delivery,
            notice.PostedOn!.Value,
            T["evidence-file.delivery-of", notice.Subject],
            Told(
                ("evidence-file.subject", notice.Subject),
                ("evidence-file.dated", Day(notice.On)),
                ("evidence-file.posted", Day(notice.PostedOn.Value)),
                ("evidence-file.signed-by", notice.By)
            ),
            T["evidence-file.no-proof-of-post"]
        )
        {
            Name = notice.Subject,
        };

    /// <summary>What came in.</summary>
    /// <param name="message">As it was filed.</param>
    /// <param name="mail">As it came; null or empty where it is not kept any more.</param>
    public EvidenceItem Reply(Communication message, byte[]? mail) =>
        new(
            EvidencePart.Replies,
            DayOf(message.SendAt),
            T["evidence-file.reply-of", message.From?.Name is { Length: > 0 } name ? name : message.From?.Address ?? "", message.Subject],
            Told(
                ("evidence-file.from", message.From is { } from ? $"{from.Name} <{from.Address}>" : null),
                ("evidence-file.subject", message.Subject),
                ("evidence-file.received", Instant(message.SendAt)),
                ("evidence-file.automatic", message.IsAutomatic ? T["evidence-file.by-a-program"] : null),
                ("evidence-file.mail-id", message.MailId),
                ("evidence-file.erased", mail is { Length: > 0 } ? null : T["evidence-file.not-kept"])
            ),
            message.Text
        )
        {
            Name = message.Subject,
            Originals = mail is { Length: > 0 } ? [(".eml", mail)] : [],
            HasSheet = mail is not { Length: > 0 },
        };

    private string Day(DateOnly day) => viewer.Reader.Day(day);

    /// <summary>With seconds and the distance from UTC: proof is about moments.</summary>
    public string Instant(DateTimeOffset at) => viewer.Local(at).ToString("yyyy-MM-dd HH:mm:ss zzz", Invariant);

    private string Amount(Money amount) => viewer.Reader.Amount(amount);

    private DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(viewer.Local(at).DateTime);

    private static string People(Communication message) =>
        string.Join(", ", message.Recipients.Select(r => r.Name.Length > 0 && r.Name != r.Address ? $"{r.Name} <{r.Address}>" : r.Address));

    private static string Ending(string file) =>
        Path.GetExtension(file) is { Length: > 1 and < 6 } ending ? ending.ToLowerInvariant() : ".bin";

    private List<(string, string)> Told(params ReadOnlySpan<(string Key, string? Value)> facts)
    {
        List<(string, string)> told = [];
        foreach (var (key, value) in facts)
            if (!string.IsNullOrWhiteSpace(value))
                told.Add((T[key], value));
        return told;
    }

    /// <summary>An item as plain text.</summary>
    public static string Sheet(EvidenceItem item)
    {
        var text = new StringBuilder().Append(item.Title).Append("\n\n");
        var width = item.Facts.Count == 0 ? 0 : item.Facts.Max(f => f.Label.Length) + 2;
        foreach (var (label, value) in item.Facts)
            text.Append((label + ":").PadRight(width + 1)).Append(value).Append('\n');
        return (item.Body is { Length: > 0 } body ? text.Append('\n').Append(body.ReplaceLineEndings("\n")).Append('\n') : text).ToString();
    }

    // A sentence of the timeline, without the emphasis a screen gives it.
    private string Plain(AccountEvent happened) => WebUtility.HtmlDecode(Mark().Replace(TimelineWords.Of(viewer, happened).Value, ""));

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Mark();
}
