namespace Amiable.Writing;

/// <summary>All the figures and names a brief explains: what the number lock lets through.</summary>
internal sealed class KnownFacts
{
    public KnownFacts(MessageBrief brief)
    {
        Locale = Locale.For(brief.Language, brief.Country);
        IReadOnlyList<BriefLine> lines = [.. brief.Overdue, .. brief.Upcoming, .. brief.Paid];
        Dates = [brief.SentOn, .. lines.SelectMany(l => new[] { l.IssuedOn, l.DueOn })];
        if (brief.PromisedOn is { } promised)
            Dates.Add(promised);
        Amounts = [.. AmountsOf(brief, lines)];
        Counts = [1, brief.Overdue.Count, brief.Upcoming.Count, brief.Overdue.Count + brief.Upcoming.Count, brief.Paid.Count];
        DaysLate = [.. brief.Overdue.Select(l => brief.SentOn.DayNumber - l.DueOn.DayNumber)];
        DaysLeft =
        [
            .. brief.Stage == FollowUp.Stage.BeforeDue ? brief.Upcoming.Select(l => l.DueOn.DayNumber - brief.SentOn.DayNumber) : [],
        ];
        // The longest first: "Studio 12 Lyon" is not "Studio 12" and a word.
        Names = [.. NamesOf(brief, lines).Select(FoldedText.Fold).Select(n => n.Trim()).Where(n => n.Length > 0).Distinct()];
        Names.Sort((a, b) => b.Length - a.Length);
    }

    public Locale Locale { get; }
    public HashSet<DateOnly> Dates { get; }

    /// <summary>Amounts in major units with their currency; only credit is also known with a minus.</summary>
    public HashSet<(decimal Value, string Currency)> Amounts { get; }
    public HashSet<int> Counts { get; }

    /// <summary>How many days each invoice is late on the day of sending.</summary>
    private HashSet<int> DaysLate { get; }

    /// <summary>Before the due date: how many days are left.</summary>
    private HashSet<int> DaysLeft { get; }

    /// <summary>Whether so many days are a fact: 15 days late, that is, and not within 15 days.</summary>
    public bool IsDays(int days, string before) => DaysLeft.Contains(days) || DaysLate.Contains(days) && !Units.IsDeadline(before);

    /// <summary>References, names and bank details, folded.</summary>
    public List<string> Names { get; }

    private static IEnumerable<(decimal, string)> AmountsOf(MessageBrief brief, IReadOnlyList<BriefLine> lines)
    {
        var amounts = new List<Money>();
        foreach (var line in lines)
            amounts.AddRange([line.Total, line.Outstanding, line.Total - line.Outstanding]);
        foreach (var (total, credit, toPay) in AskedFigures.Of(brief))
            amounts.AddRange([total, credit, -credit, toPay]);
        foreach (var late in brief.Claimed)
            amounts.AddRange([late.Interest, late.Fixed]);
        foreach (var credit in brief.UnallocatedCredit)
            amounts.AddRange([credit, -credit]);
        return amounts.Select(m => (m.Major, m.Currency));
    }

    private static IEnumerable<string> NamesOf(MessageBrief brief, IReadOnlyList<BriefLine> lines)
    {
        var sender = brief.Sender;
        List<string?> names = [sender.Creditor, sender.AgentName, sender.LegalName, brief.AccountName, brief.RecipientName];
        names.AddRange([
            sender.Address,
            sender.RegistrationNumber,
            sender.VatNumber,
            sender.ReplyTo,
            .. (sender.Address ?? "").Split(", "),
        ]);
        names.AddRange(lines.SelectMany(l => new[] { l.Number, l.PurchaseOrder }));
        names.AddRange(brief.ToDownload.Select(link => link.Url));
        if (sender.Bank is { } bank)
            names.AddRange([
                bank.Holder,
                BuiltInWriter.InFours(bank.Iban),
                bank.Iban.Replace(" ", "", StringComparison.Ordinal),
                bank.Bic,
                bank.BankName,
            ]);
        foreach (var line in (sender.Signature ?? "").ReplaceLineEndings("\n").Split('\n'))
            names.AddRange([
                line,
                .. line.Split([" · ", " | ", " – ", " - ", " • ", "\t", "  "], StringSplitOptions.TrimEntries).Where(p => p.Length > 5),
            ]);
        // A subject cuts a long creditor's name short, and with it perhaps a number of the name.
        if (sender.Creditor.Any(char.IsDigit))
            for (var cut = Math.Min(sender.Creditor.Length - 1, BuiltInWriter.LongestSubject); cut > 3; cut--)
                names.Add(sender.Creditor[..cut].TrimEnd() + "…");
        return names.OfType<string>().Select(SoundBrief.OneLine);
    }
}
