using System.Text;
using Amiable.Accounts;
using Amiable.Invoices;
using Amiable.LatePayment;
using Amiable.Ui;

namespace Amiable.Evidence.Pages;

/// <content>What was promised, contested and decided, and what late payment comes to.</content>
public sealed partial class EvidenceWords
{
    /// <summary>A customer's word.</summary>
    public EvidenceItem Of(PaymentDeclaration said) =>
        new(
            EvidencePart.Promises,
            DayOf(said.NotedAt),
            T[$"evidence-file.{said.Kind.ToString().ToLowerInvariant()}", string.Join(", ", said.Invoices.Select(i => i.Number))],
            Told(
                ("evidence-file.invoices", string.Join(", ", said.Invoices.Select(i => i.Number))),
                ("evidence-file.for-day", said.On is { } on ? Day(on) : null),
                ("evidence-file.reference", said.Reference),
                ("evidence-file.noted", Instant(said.NotedAt)),
                ("evidence-file.noted-by", said.NotedBy ?? T["evidence-file.agent"]),
                ("evidence-file.broken", said.BrokenOn is { } broken ? Day(broken) : null),
                (
                    "evidence-file.ended",
                    said.Resolution is { } how ? $"{T.Of(how)} ({Instant(said.ResolvedAt!.Value)})" : T["evidence-file.not-ended"]
                ),
                ("evidence-file.note", said.Note)
            ),
            said.Parts.Count == 0 ? null : string.Join('\n', said.Parts.Select(p => $"{Day(p.On)}  {Amount(p.Amount)}"))
        )
        {
            Name = said.Kind.ToString().ToLowerInvariant(),
        };

    /// <summary>An invoice that is contested.</summary>
    public EvidenceItem Dispute(Invoice invoice) =>
        new(
            EvidencePart.Promises,
            invoice.DisputedOn!.Value,
            T["evidence-file.dispute-of", invoice.Number],
            Told(
                ("evidence-file.number", invoice.Number),
                ("evidence-file.disputed", Day(invoice.DisputedOn.Value)),
                ("evidence-file.reason", invoice.DisputeReason is { } reason ? T.Of(reason) : null),
                ("evidence-file.outstanding", Amount(invoice.Outstanding))
            ),
            invoice.DisputeNote
        )
        {
            Name = $"dispute-{invoice.Number}",
        };

    /// <summary>What happened to the account, in the order of time.</summary>
    public EvidenceItem Of(IReadOnlyList<AccountEvent> happened) =>
        new(
            EvidencePart.Promises,
            DayOf(happened[^1].At),
            T["evidence-file.history"],
            [],
            string.Join('\n', happened.Select(e => $"{Instant(e.At)}  {Plain(e)}{(e.By is null ? "" : $"  ({e.By})")}"))
        )
        {
            Name = "history",
        };

    /// <summary>What the law gives for paying late, line by line.</summary>
    public EvidenceItem Of(LateClaimView view, IReadOnlyList<LateInvoice> invoices)
    {
        var sums = LateSum.Of(invoices);
        return new(
            EvidencePart.Interest,
            view.Today,
            T["evidence-file.interest"],
            Told(
                ("evidence-file.as-of", Day(view.Today)),
                ("evidence-file.law", view.Regime is { } regime ? T.Of(regime) : T["evidence-file.no-law"]),
                ("evidence-file.stance", T.Of(view.Stance)),
                (
                    "evidence-file.sum",
                    string.Join(", ", sums.Select(s => $"{Amount(s.Interest + s.Fixed)} ({T["late.made-of", s.Interest, s.Fixed]})"))
                )
            ),
            view.Regime is null ? null : string.Join("\n\n", invoices.Select(Lines))
        )
        {
            Name = "interest",
        };
    }

    private string Lines(LateInvoice invoice)
    {
        var text = new StringBuilder(T["late.invoice", invoice.Number, Day(invoice.DueOn)]);
        foreach (var span in invoice.Sheet.Spans)
        {
            var interest = (span.Interest * new Money(1, span.Principal.Currency).Major).ToString("N4", viewer.Reader.Culture);
            text.Append("\n  ")
                .Append(T["late.span", Day(span.First), Day(span.Last), span.Days, span.Percent.ToString("N2", viewer.Reader.Culture)])
                .Append(Invariant, $"  {Amount(span.Principal)}  {interest}");
        }
        text.Append(Invariant, $"\n  {T["late.interest"]}: {Amount(invoice.Sheet.Interest)}");
        if (invoice.FixedSum is { } fixedSum)
            text.Append(Invariant, $"\n  {T["late.fixed-sum"]}: {Amount(fixedSum)}");
        return text.Append(Invariant, $"\n  {T["late.sum"]}: {Amount(invoice.Sum)}").ToString();
    }
}
