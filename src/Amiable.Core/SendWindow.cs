namespace Amiable;

/// <summary/>
public readonly record struct SendWindow(TimeOnly Opens, TimeOnly Closes)
{
    /// <summary/>
    public static readonly SendWindow Standard = new(new(8, 30), new(17, 30));
}
