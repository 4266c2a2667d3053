using System.Globalization;

namespace Amiable.Bench;

/// <summary>One row of the table.</summary>
/// <param name="Work">What was done.</param>
/// <param name="Figure">What it took.</param>
/// <param name="Unit">s, ms, MB, or "/s", of which more is better.</param>
/// <param name="Wanted">At most, or at least; null where nothing was asked for.</param>
internal sealed record Measured(string Work, double Figure, string Unit, double? Wanted = null)
{
    /// <summary>Of how many things, for what each of them costs; 0 where that says nothing.</summary>
    public int Things { get; init; }

    /// <summary>What they are.</summary>
    public string Thing { get; init; } = "";

    /// <summary>What this process took of one processor meanwhile, whoever else used the machine; null where that was not looked at.</summary>
    public TimeSpan? Processor { get; init; }

    public bool? Holds =>
        Wanted is not { } wanted ? null
        : Unit == "/s" ? Figure >= wanted
        : Figure <= wanted;

    /// <summary>Microseconds.</summary>
    public double? Each => Things == 0 ? null : Figure * 1e6 / Things;

    public string Said =>
        Say(Figure)
        + (Holds == false ? " ✗" : "")
        + (Processor is { } worked ? string.Create(CultureInfo.InvariantCulture, $" ({worked.TotalSeconds:0.00} s of a processor)") : "");

    public string WantedSaid =>
        Wanted is not { } wanted ? ""
        : Unit == "/s" ? $"> {Say(wanted)}"
        : $"< {Say(wanted)}";

    public string EachSaid => Each is { } each ? string.Create(CultureInfo.InvariantCulture, $"{each:N0} µs a{Article} {Thing}") : "";

    private string Article => Thing.StartsWith('i') || Thing.StartsWith('a') ? "n" : "";

    private string Say(double figure) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Round(figure, figure < 10 ? 2 : figure < 100 ? 1 : 0):#,0.##} {Unit}")
            .Replace(" /s", "/s", StringComparison.Ordinal);
}
