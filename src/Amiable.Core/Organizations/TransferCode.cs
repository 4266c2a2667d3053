using System.Globalization;
using System.Text;

namespace Amiable.Organizations;

/// <summary>
/// The text of the square code that banking apps read to fill in a SEPA credit transfer: EPC069-12, version 002. Only what the rules allow becomes one; whoever gets none types the
/// bank details that stand beside it.
/// </summary>
public static class TransferCode
{
    private const int MostInName = 70;
    private const int MostInReference = 140;
    private const int MostBytes = 331;

    // The geographical scope of SEPA (EPC409-09) in the European Economic Area, with the codes IBANs begin with.
    private static readonly HashSet<string> Eea =
    [
        .. "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".Split(' '),
    ];

    // Outside of it, where a transfer needs the BIC too.
    private static readonly HashSet<string> Beside = [.. "AD AL CH GB GI MC MD ME MK RS SM VA".Split(' ')];

    /// <summary>The text; null when no app could pay by it: another currency than the euro, an account outside SEPA, an amount that is none.</summary>
    /// <param name="bank">Where to pay.</param>
    /// <param name="amount">How much.</param>
    /// <param name="numbers">The invoices it pays, which become the reference.</param>
    public static string? For(BankDetails bank, Money amount, IReadOnlyList<string> numbers)
    {
        var country = bank.Iban.Length < 2 ? "" : bank.Iban[..2];
        if (amount.Currency != "EUR" || !amount.IsPositive || amount.Major > 999_999_999.99m || !bank.IbanIsValid || !bank.BicIsValid)
            return null;
        if (!Eea.Contains(country) && !(Beside.Contains(country) && bank.Bic is not null))
            return null;
        string[] lines =
        [
            "BCD",
            "002",
            "1", // UTF-8
            "SCT",
            bank.Bic ?? "",
            Cut(bank.Holder, MostInName),
            bank.Iban,
            "EUR" + amount.Major.ToString("0.00", CultureInfo.InvariantCulture),
            "", // Purpose
            "", // Structured reference: ours is a text.
            Reference(numbers),
        ];
        var text = string.Join('\n', lines);
        return Encoding.UTF8.GetByteCount(text) <= MostBytes ? text : null;
    }

    /// <summary>The numbers as far as they fit, none cut in two, and how many there are beside.</summary>
    public static string Reference(IReadOnlyList<string> numbers)
    {
        var all = string.Join(", ", numbers.Select(OneLine));
        if (all.Length <= MostInReference)
            return all;
        for (var taken = numbers.Count - 1; taken > 0; taken--)
        {
            var some = $"{string.Join(", ", numbers.Take(taken).Select(OneLine))} +{numbers.Count - taken}";
            if (some.Length <= MostInReference)
                return some;
        }
        return Cut(numbers[0], MostInReference);
    }

    private static string Cut(string text, int most) => OneLine(text) is var line && line.Length <= most ? line : line[..most].TrimEnd();

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
