using Amiable.Platform.Http;

namespace Amiable.Ui;

/// <summary>How a button that was pressed is answered: a sentence, and the way to the next page.</summary>
public static class AnswerToPost
{
    /// <param name="said">The key of the sentence that says what was done.</param>
    /// <param name="own">The page of the thing itself, for who says nowhere to go.</param>
    /// <param name="next">Where to go when it worked.</param>
    /// <param name="back">Where to go when it did not.</param>
    public static IResult With(HttpContext http, Viewer viewer, Result<Done> result, string said, string own, string? next, string? back)
    {
        if (result.Problem is NotFound)
            return Results.NotFound();
        if (result.Problem is { } problem)
        {
            Toasts.Warn(http, viewer.T.Of(problem));
            return Results.LocalRedirect(LocalPath.Or(back, own));
        }
        Toasts.Leave(http, viewer.T[said]);
        return Results.LocalRedirect(LocalPath.Or(next, own));
    }

    /// <summary>The status of a form that is shown again with what is wrong.</summary>
    public static int StatusOf(Problem? problem) =>
        problem switch
        {
            null => StatusCodes.Status200OK,
            ChangedMeanwhile => StatusCodes.Status409Conflict,
            NotFound => StatusCodes.Status404NotFound,
            _ => StatusCodes.Status422UnprocessableEntity,
        };
}
