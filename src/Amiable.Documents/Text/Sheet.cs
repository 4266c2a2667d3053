using Amiable.Documents.Pages;

namespace Amiable.Documents.Text;

/// <summary>A document laid out for reading: its lines and all that stands in them.</summary>
internal sealed class Sheet
{
    private readonly Dictionary<Line, List<Label>> _labelsOfLine;
    private readonly ILookup<Role, Label> _labelsOfRole;

    public Sheet(IReadOnlyList<TextPage> pages, FieldSource source)
    {
        Pages = pages;
        Source = source;
        Lines = Text.Lines.Of(pages);
        Labels = LabelFinder.Find(Lines);
        _labelsOfLine = Labels.GroupBy(label => label.Line).ToDictionary(group => group.Key, group => group.ToList());
        _labelsOfRole = Labels.ToLookup(label => label.Role);
        Dates = DateFinder.Find(Lines);
        (Amounts, Percentages) = AmountFinder.Find(Lines);
        AmountsOfLine = Amounts.ToLookup(amount => amount.Line);
        DatesOfLine = Dates.ToLookup(date => date.Line);
        Language = Languages.Of(Lines);
        MonthFirst = DateOrder.MonthFirst(this);
        UsualHeight = Lines.Count == 0 ? 10 : Lines.Select(line => line.Height).Order().ElementAt(Lines.Count / 2);
    }

    public IReadOnlyList<TextPage> Pages { get; }
    public FieldSource Source { get; }
    public IReadOnlyList<Line> Lines { get; }
    public IReadOnlyList<Label> Labels { get; }
    public IReadOnlyList<DateWord> Dates { get; }
    public IReadOnlyList<Amount> Amounts { get; }
    public ILookup<Line, Amount> AmountsOfLine { get; }
    public ILookup<Line, DateWord> DatesOfLine { get; }
    public IReadOnlyList<Percentage> Percentages { get; }

    /// <summary>"en", "fr"…; empty when unclear.</summary>
    public string Language { get; }

    public bool MonthFirst { get; }
    public double UsualHeight { get; }

    public IEnumerable<Label> Of(Role role) => _labelsOfRole[role];

    public IReadOnlyList<Label> LabelsOf(Line line) => _labelsOfLine.GetValueOrDefault(line) ?? [];

    /// <summary>A finding as sure as it was found, less where its words were recognised and not read.</summary>
    public Finding<T> Found<T>(T value, double confidence, Passage place)
    {
        var sure = Source == FieldSource.Ocr ? Math.Min(confidence * (0.85 + (0.15 * place.Sureness)), 0.94) : confidence;
        return new(value, Source, Math.Round(Math.Clamp(sure, 0, 0.99), 2), place.Evidence());
    }
}
