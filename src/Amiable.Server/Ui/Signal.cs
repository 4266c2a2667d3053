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
