namespace Amiable.Ui;

/// <summary>How a thing stands, for dots and banners. Always next to a word.</summary>
public enum Signal
{
    None,
    Good,
    Info,
    Warn,
    Bad,

    /// <summary>An empty ring: nothing going on, over, off.</summary>
    Hollow,
}

/// <summary>Something to choose in a <c>Field</c> of type select or radio.</summary>
public sealed record Choice(string Value, string Text);

/// <summary>One bucket of an aged balance.</summary>
public sealed record AgeBucket(string Label, Money Amount);

/// <summary>A row of a Chart.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Under">What stands under its bar.</param>
public sealed record ChartRow(string Name, string Under, IReadOnlyList<ChartPoint> Points);

/// <param name="Value">How long the bar is.</param>
/// <param name="Text">The same as it is read.</param>
public sealed record ChartPoint(decimal Value, string Text);
