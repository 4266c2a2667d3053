namespace Amiable.Import.Csv;

/// <summary>What all the values of one amount column show about their separators.</summary>
internal sealed class AmountSurvey(string column)
{
    public string Column => column;
    public Example Point { get; private set; }
    public Example Comma { get; private set; }
    public Example PointOrThousands { get; private set; }
    public Example CommaOrThousands { get; private set; }

    public void Add(int line, string cell)
    {
        if (!AmountText.TryRead(cell, out var amount))
            return;
        switch (amount.Evidence())
        {
            case DecimalEvidence.Point:
                Point = Point.Or(line, cell);
                break;
            case DecimalEvidence.Comma:
                Comma = Comma.Or(line, cell);
                break;
            case DecimalEvidence.PointOrThousands:
                PointOrThousands = PointOrThousands.Or(line, cell);
                break;
            case DecimalEvidence.CommaOrThousands:
                CommaOrThousands = CommaOrThousands.Or(line, cell);
                break;
        }
    }
}

/// <summary>
/// Whether a point or a comma begins the cents, decided over each column. "1.234" alone is a factor of a thousand in doubt: the other values
/// decide, then the other amount columns, then the delimiter (a file with semicolons comes from where the comma begins the cents). Where that
/// would still give three decimals, nobody guesses: it is asked.
/// </summary>
internal sealed class AmountForms
{
    private readonly Dictionary<InvoiceField, char> _marks = [];

    /// <summary>True when only the delimiter decided.</summary>
    public bool IsAssumed { get; private set; }

    public static Result<AmountForms> Decide(IReadOnlyDictionary<InvoiceField, AmountSurvey> surveys, char delimiter, char? chosen)
    {
        var forms = new AmountForms();
        var proven = surveys.Values.Select(Proven).OfType<char>().Distinct().ToList();
        foreach (var (field, survey) in surveys)
        {
            if (chosen is null && Example.Contradict(survey.Point, survey.Comma))
                return Contradiction(survey);
            var mark = chosen ?? Proven(survey) ?? (proven.Count == 1 ? proven[0] : null);
            if (mark is null)
            {
                var doubtful = survey.PointOrThousands.Count + survey.CommaOrThousands.Count > 0;
                mark = delimiter switch
                {
                    _ when !doubtful => delimiter == ';' ? ',' : '.',
                    ';' when survey.CommaOrThousands.Count == 0 => ',',
                    ',' when survey.PointOrThousands.Count == 0 => '.',
                    _ => null,
                };
                if (mark is null)
                    return Doubt(survey);
                forms.IsAssumed |= doubtful;
            }
            forms._marks[field] = mark.Value;
        }
        return forms;
    }

    public char MarkOf(InvoiceField field) => _marks.GetValueOrDefault(field, '.');

    private static char? Proven(AmountSurvey survey) =>
        survey.Point.Count + survey.Comma.Count == 0 ? null
        : survey.Point.Count >= survey.Comma.Count ? '.'
        : ',';

    private static Invalid Contradiction(AmountSurvey survey) =>
        new(
            "decimal-mark",
            "amounts-contradict",
            $"Column \"{survey.Column}\" writes amounts both ways: in \"{survey.Point.Value}\" on line {survey.Point.Line} a point begins the cents, "
                + $"in \"{survey.Comma.Value}\" on line {survey.Comma.Line} a comma. Correct the file, or choose which of the two is meant."
        );

    private static Invalid Doubt(AmountSurvey survey)
    {
        var example = survey.PointOrThousands.Count > 0 ? survey.PointOrThousands : survey.CommaOrThousands;
        return new(
            "decimal-mark",
            "amounts-ambiguous",
            $"Column \"{survey.Column}\": \"{example.Value}\" on line {example.Line} can mean thousands or a fraction, and no other amount shows which. "
                + "Choose whether a point or a comma begins the cents."
        );
    }
}
