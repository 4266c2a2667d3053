using System.ComponentModel;

namespace Amiable.Platform.Api;

/// <summary>What is there now, and whether it was not before.</summary>
public readonly record struct Upserted<T>(T Value, bool IsNew);

/// <summary>What came of one row of many.</summary>
public enum RowOutcome
{
    Created,
    Updated,
    Unchanged,
    Failed,
}

/// <summary>What came of one row.</summary>
/// <param name="Id">Of what it is about; null when it failed.</param>
public sealed record RowResult(RowOutcome Outcome, Guid? Id, Problem? Problem = null)
{
    public static RowResult Failed(Problem problem) => new(RowOutcome.Failed, null, problem);
}

/// <summary>What came of many rows, in their order.</summary>
public sealed record RowResultsJson
{
    [Description("How many were new.")]
    public required int Created { get; init; }

    [Description("How many were known and are changed.")]
    public required int Updated { get; init; }

    [Description("How many said nothing new.")]
    public required int Unchanged { get; init; }

    [Description("How many were wrong; the others were done.")]
    public required int Failed { get; init; }

    [Description("One result a row, in the order in which the rows were sent.")]
    public required IReadOnlyList<RowResultJson> Results { get; init; }

    public static RowResultsJson Of(IReadOnlyList<RowResult> rows, IReadOnlyDictionary<string, string>? fields = null) =>
        new()
        {
            Created = rows.Count(r => r.Outcome == RowOutcome.Created),
            Updated = rows.Count(r => r.Outcome == RowOutcome.Updated),
            Unchanged = rows.Count(r => r.Outcome == RowOutcome.Unchanged),
            Failed = rows.Count(r => r.Outcome == RowOutcome.Failed),
            Results =
            [
                .. rows.Select(
                    (r, index) =>
                        new RowResultJson(index, r.Outcome, r.Id, r.Problem is null ? null : ApiProblem.Written(r.Problem, fields))
                ),
            ],
        };
}

public sealed record RowResultJson(
    [property: Description("Which row, from 0.")] int Index,
    [property: Description("What came of it.")] RowOutcome Outcome,
    [property: Description("Of what it is about; null when the row failed.")] Guid? Id,
    [property: Description("Why the row failed; null when it did not.")] ProblemJson? Problem
);
