namespace Amiable.Documents.Text;

/// <summary>The document's own number, and other numbers that are announced the same way (the purchase order, the invoice before).</summary>
internal static class NumberField
{
    private static readonly HashSet<Role> Titles = [Role.Title, Role.Credit];

    public static Finding<string>? Number(Sheet sheet, bool credit)
    {
        var others = Announced(sheet, Role.OtherNumber, 0.9)
            .Concat(Announced(sheet, Role.Po, 0.9))
            .Concat(Announced(sheet, Role.Registration, 0.9))
            .ToLookup(choice => choice.Place);
        var choices = Announced(sheet, Role.Number, 0.93)
            .Concat(Announced(sheet, Role.Document, 0.84))
            .Concat(AfterTitle(sheet, credit))
            .Concat(Announced(sheet, Role.Nr, 0.6).Where(choice => choice.Place.Line.Index < 30))
            .Select(choice => choice with { Score = choice.Score - Against(sheet, choice, others[choice.Place]) });
        return Choices.Best(choices) is var (best, confidence) && best.Score > 0.3 ? sheet.Found(best.Value, confidence, best.Place) : null;
    }

    public static Finding<string>? Of(Sheet sheet, Role role)
    {
        var choices = Announced(sheet, role, 0.88).Where(choice => choice.Value.Length > 1 && !IsYear(choice.Value));
        return Choices.Best(choices) is var (best, confidence) && best.Score > 0.5 ? sheet.Found(best.Value, confidence, best.Place) : null;
    }

    /// <summary>Right of a label, or below it.</summary>
    public static IEnumerable<Choice<string>> Announced(Sheet sheet, Role role, double strength)
    {
        foreach (var label in sheet.Of(role))
        {
            var right = RightOf(sheet, label);
            if (right is not null)
                yield return right with
                {
                    Score = right.Score * strength,
                };
            foreach (var below in BelowOf(sheet, label))
                yield return below with
                {
                    Score = below.Score * strength * (right is null ? 1 : 0.6),
                };
        }
    }

    private static Choice<string>? RightOf(Sheet sheet, Label label)
    {
        var next = label.Place.Last + 1;
        // A label that ends within a word ("Invoice/Nr") has its value after that word.
        if (next >= label.Line.Words.Count)
            return null;
        var near = Near.Of(sheet, label, new(label.Line, next, next), []);
        return near > 0 && Identifiers.At(sheet, label.Line, next) is var (value, place) ? new(value, place, near - Weak(value)) : null;
    }

    private static IEnumerable<Choice<string>> BelowOf(Sheet sheet, Label label)
    {
        for (var at = label.Line.Index + 1; at < Math.Min(sheet.Lines.Count, label.Line.Index + 8); at++)
        {
            var line = sheet.Lines[at];
            if (line.Page != label.Line.Page)
                yield break;
            foreach (var cell in line.Cells)
            {
                var near = Near.Of(sheet, label, cell.All, []);
                if (near <= 0 || sheet.LabelsOf(line).Any(other => other.Place.First == cell.First && other.Length > 3))
                    continue;
                // Alone in its cell: a sentence below a label is no number.
                if (Identifiers.At(sheet, line, cell.First) is var (value, place) && place.Last == cell.Last)
                    yield return new(value, place, near - Weak(value));
            }
        }
    }

    /// <summary>"Invoice FA-2017-0010", "Facture 562044387 du 2 juillet".</summary>
    private static IEnumerable<Choice<string>> AfterTitle(Sheet sheet, bool credit)
    {
        foreach (var label in sheet.Labels.Where(label => Titles.Contains(label.Role) && label.OpensCell))
        {
            if (label.ClosesCell)
                foreach (
                    var below in BelowOf(sheet, label)
                        .Where(below =>
                            below.Value.Length > 3 && !IsYear(below.Value) && below.Place.Top - label.Place.Bottom < label.Line.Height
                        )
                )
                    yield return below with
                    {
                        Score = below.Score * 0.62,
                    };
            if (RightOf(sheet, label) is not { } found || found.Value.Length < 2)
                continue;
            var close = found.Place.Left - label.Place.Right < 3 * label.Line.Height;
            var large = label.Line.Height > 1.2 * sheet.UsualHeight ? 0.08 : 0;
            var kind = credit == (label.Role == Role.Credit) ? 0.04 : -0.2;
            // "Invoice | 10457", in two columns of a table.
            var alone = label.ClosesCell && found.Place.Left - label.Place.Right < 25 * label.Line.Height && found.Value.Length > 3;
            if (close || alone)
                yield return found with
                {
                    Score = (found.Score * (close ? 0.8 : 0.65)) + large + kind - (IsYear(found.Value) ? 0.3 : 0),
                };
        }
    }

    private static double Against(Sheet sheet, Choice<string> choice, IEnumerable<Choice<string>> others)
    {
        var claimed = others.Select(other => other.Score).DefaultIfEmpty(0).Max();
        var late = choice.Place.Page > 1 && sheet.Pages.Count > 1 ? 0.02 : 0;
        return late
            + (
                claimed > choice.Score ? 0.5
                : claimed > 0.8 * choice.Score ? 0.2
                : 0
            )
            + (TaxNumbers.IsValid(choice.Value) ? 0.4 : 0);
    }

    private static double Weak(string value) =>
        value.Length == 1 ? 0.2
        : IsYear(value) ? 0.35
        : value.Length == 2 ? 0.1
        : 0;

    private static bool IsYear(string value) =>
        value.Length == 4
        && value.All(char.IsAsciiDigit)
        && (value.StartsWith("20", StringComparison.Ordinal) || value.StartsWith("19", StringComparison.Ordinal));
}
