namespace Amiable;

/// <summary>Why something that was asked for was not done. Expected, and said to whoever asked: a person, an API client or a model.</summary>
/// <param name="Code">Stable, for programs: lower case, words joined by hyphens.</param>
/// <param name="Message">One English sentence for people: what is wrong and what to do.</param>
public abstract record Problem(string Code, string Message)
{
    /// <summary>What the sentence names (figures, days, names), for whoever has words of its own for the code.</summary>
    public IReadOnlyList<object?> Values { get; init; } = [];
}

/// <summary>The thing does not exist for the one who asked.</summary>
public sealed record NotFound(string What) : Problem("not-found", $"There is no such {What}.");

/// <summary>A value given is not acceptable; the field says which.</summary>
public sealed record Invalid(string Field, string Code, string Message) : Problem(Code, Message);

/// <summary>The thing is in a state in which this cannot be done.</summary>
public sealed record Refused(string Code, string Message) : Problem(Code, Message);

/// <summary>Somebody else changed the thing after it was read.</summary>
public sealed record ChangedMeanwhile()
    : Problem("changed-meanwhile", "Somebody changed this after you read it. Read it again, then decide.");

/// <summary>Either the value, or the problem that stood in its way.</summary>
/// <typeparam name="T">What is wanted.</typeparam>
public readonly record struct Result<T>(T? Value, Problem? Problem)
{
    /// <summary>It worked.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>It did not.</summary>
    public static implicit operator Result<T>(Problem problem) => new(default, problem);
}

/// <summary>Nothing to say but that it was done.</summary>
public readonly record struct Done;
