using Amiable.FollowUp;
using Amiable.Organizations;
using Amiable.Writing;

namespace Amiable.Server.Tests.Writing;

/// <summary>Briefs as the planner would make them.</summary>
internal static class Samples
{
    public static readonly DateOnly Sent = new(2026, 4, 14);

    public static readonly Sender Duvernay = new(
        "Duvernay Conseil",
        "Léa",
        new BankDetails("Duvernay Conseil SAS", "FR7630006000011234567890189", "AGRIFRPPXXX", "Crédit Agricole"),
        "Tél. 04 72 00 00 01 · www.duvernay.example",
        "Duvernay Conseil SAS au capital de 10 000 €",
        "12 rue Garibaldi, 69003 Lyon",
        "812 345 676 RCS Lyon",
        "FR27812345676"
    );

    /// <summary>Partly paid, with an order number, due 15 days before <see cref="Sent"/>.</summary>
    public static readonly BriefLine First = new("F-2026-0288", new(2026, 2, 28), new(2026, 3, 30), Eur(1800_00), Eur(1540_00), "PO-7781");
    public static readonly BriefLine Second = new("F-2026-0302", new(2026, 3, 4), new(2026, 4, 1), Eur(2600_00), Eur(2600_00));
    public static readonly BriefLine Dollars = new("20260311", new(2026, 3, 9), new(2026, 4, 8), Usd(980_50), Usd(980_50));
    public static readonly BriefLine Next = new("F-2026-0330", new(2026, 3, 20), new(2026, 4, 20), Eur(99_50), Eur(99_50));
    public static readonly BriefLine AfterNext = new(
        "F-2026-0341",
        new(2026, 3, 21),
        new(2026, 5, 11),
        Eur(12_345_678_90),
        Eur(12_345_678_90)
    );

    public static Money Eur(long cents) => new(cents, "EUR");

    public static Money Usd(long cents) => new(cents, "USD");

    public static MessageBrief Overdue(params BriefLine[] lines) =>
        new()
        {
            Stage = Stage.Overdue,
            Tone = Tone.Courteous,
            Language = "fr",
            Country = "FR",
            Sender = Duvernay,
            AccountName = "Ateliers Roux",
            RecipientName = "Anne Roux",
            SentOn = Sent,
            Overdue = lines.Length == 0 ? [First, Second] : lines,
        };

    public static MessageBrief BeforeDue(params BriefLine[] lines) =>
        Overdue() with
        {
            Stage = Stage.BeforeDue,
            Overdue = [],
            Upcoming = lines.Length == 0 ? [Next, AfterNext] : lines,
        };

    /// <summary>Every message the built-in texts can make: language × stage × tone × wording × what the account looks like.</summary>
    public static IEnumerable<MessageBrief> All()
    {
        foreach (var language in Languages.Written)
        foreach (var (stage, tone, wordings) in Kinds)
            for (var variant = 0; variant < wordings; variant++)
                foreach (var brief in Shapes(stage))
                    yield return brief with
                    {
                        Language = language,
                        Country = null,
                        Stage = stage,
                        Tone = tone,
                        Variant = variant,
                    };
    }

    public static readonly IReadOnlyList<(Stage Stage, Tone Tone, int Wordings)> Kinds =
    [
        (Stage.BeforeDue, Tone.Courteous, 3),
        (Stage.Overdue, Tone.Courteous, 4),
        (Stage.Overdue, Tone.Professional, 4),
        (Stage.Overdue, Tone.Firm, 4),
        (Stage.PromiseBroken, Tone.Courteous, 3),
        (Stage.Thanks, Tone.Courteous, 3),
    ];

    private static IEnumerable<MessageBrief> Shapes(Stage stage)
    {
        if (stage == Stage.Thanks)
            return
            [
                Overdue() with
                {
                    Overdue = [],
                    PromisedOn = new(2026, 4, 8),
                },
                Overdue() with
                {
                    Overdue = [],
                    Paid = [First],
                },
                Overdue() with
                {
                    Overdue = [],
                    Paid = [First, Second, Dollars],
                    RecipientName = null,
                    SaysItIsAi = false,
                },
            ];
        if (stage == Stage.BeforeDue)
            return
            [
                BeforeDue(Next),
                BeforeDue() with
                {
                    RecipientName = null,
                    SaysItIsAi = false,
                },
                BeforeDue(Next) with
                {
                    UnallocatedCredit = [Eur(20_00)],
                },
            ];
        var promised = new DateOnly(2026, 4, 8);
        return
        [
            Overdue(First) with
            {
                PromisedOn = promised,
            },
            Overdue() with
            {
                PromisedOn = promised,
                RecipientName = null,
                SaysItIsAi = false,
            },
            Overdue(First, Second, Dollars) with
            {
                PromisedOn = promised,
                Upcoming = [Next],
                UnallocatedCredit = [Eur(260_00), Usd(5_00)],
            },
            Overdue(First) with
            {
                PromisedOn = promised,
                Upcoming = [Next, AfterNext],
                UnallocatedCredit = [Eur(40_00)],
                Sender = Duvernay with { Bank = null },
            },
            Overdue(Many(14)) with
            {
                PromisedOn = promised,
            },
        ];
    }

    /// <summary>As many invoices as there are, so many that their numbers do not fit a bank transfer.</summary>
    public static BriefLine[] Many(int count) =>
        [
            .. Enumerable
                .Range(1, count)
                .Select(i => new BriefLine($"INV/2026/{i:000}", new(2026, 1, i), new(2026, 2, i), Eur(100_00 + i), Eur(100_00 + i))),
        ];
}
