namespace Amiable.Ui.Kit;

/// <summary>Invented rows with everything that usually breaks a table: long names, credit balances, several currencies, nothing at all.</summary>
public sealed record Sample(
    string Id,
    string Name,
    string Place,
    int Overdue,
    IReadOnlyList<Money> Balance,
    int? DaysLate,
    DateOnly? Next,
    Signal Signal,
    string State
)
{
    private static readonly DateOnly Day = new(2026, 4, 14);

    public static readonly IReadOnlyList<Sample> All =
    [
        new("roux", "Ateliers Roux", "Lyon, France", 3, [new(648050, "EUR")], 15, Day, Signal.Warn, "Payment announced"),
        new("port", "Brasserie du Port", "Marseille, France", 2, [new(531000, "EUR"), new(120000, "GBP")], 34, null, Signal.Bad, "Dispute"),
        new("halle", "Halle & Söhne GmbH", "München, Germany", 4, [new(1492000, "EUR")], 48, Day.AddDays(1), Signal.Warn, "Plan requested"),
        new(
            "long",
            "Société d’Aménagement, de Construction et de Rénovation Énergétique du Grand-Est et de Franche-Comté",
            "Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson, France",
            12,
            [new(123456789012, "EUR")],
            190,
            Day.AddDays(400),
            Signal.Good,
            "In follow-up"
        ),
        new("vries", "De Vries Techniek B.V.", "Utrecht, Netherlands", 0, [new(-26000, "EUR")], null, null, Signal.Hollow, "In credit"),
        new("alps", "Alpenblick AG", "Chur, Switzerland", 1, [new(120500, "CHF")], 6, Day.AddDays(3), Signal.Info, "Promise 20 Apr"),
        new("none", "Panadería San Telmo", "Valencia, Spain", 0, [], null, null, Signal.Hollow, "Settled"),
    ];

    public static readonly IReadOnlyList<AgeBucket> Ages =
    [
        new("Not due", new(11820400, "EUR")),
        new("0–30 days", new(4187020, "EUR")),
        new("31–60", new(2211500, "EUR")),
        new("61–90", new(1248000, "EUR")),
        new("90+", new(784500, "EUR")),
    ];

    public static readonly IReadOnlyList<AgeBucket> Credit =
    [
        new("Not due", new(-180000, "EUR")),
        new("0–30 days", new(4000, "EUR")),
        new("31–60", Money.Zero("EUR")),
        new("61–90", Money.Zero("EUR")),
        new("90+", new(123456789012, "EUR")),
    ];

    public static readonly IReadOnlyList<ChartRow> Weeks =
    [
        .. Enumerable.Range(0, 8).Select(week => Row(week, 12000 + week * 3700 % 9100)),
    ];

    public static readonly IReadOnlyList<ChartRow> Expected =
    [
        .. Enumerable.Range(0, 5).Select(week => Row(week, 8000 - week * 900, 12000 - week * 700, 19000 - week * 300)),
    ];

    public static readonly IReadOnlyList<ChartRow> Late = [.. Enumerable.Range(0, 6).Select(month => Row(month, 40, 4 + month * 5 % 21))];

    public static readonly IReadOnlyList<ChartRow> Largest =
    [
        .. All.Where(sample => sample.Balance is [{ Minor: > 0 }, ..])
            .Select(sample => new ChartRow(sample.Name, sample.Name, [new(sample.Overdue, $"{sample.Overdue}")])),
    ];

    private static ChartRow Row(int at, params decimal[] values) =>
        new(
            $"{Day.AddDays(at * 7):d MMMM}",
            $"{Day.AddDays(at * 7):d/M}",
            [.. values.Select(value => new ChartPoint(value, $"{value:N0}"))]
        );

    public static readonly string[] Facts =
    [
        "F-2026-0288 is 15 days late, so a message every 10 business days.",
        "The last one went out on 30 March; Easter Monday does not count, so the tenth day is 14 April.",
        "F-2026-0297 is left out: payment announced on 10 April, on hold until 17 April.",
    ];
}
