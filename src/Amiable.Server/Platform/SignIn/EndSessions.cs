using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.SignIn;

/// <summary>Signs browsers out; their next request finds no session.</summary>
public sealed class EndSessions(AppDb db)
{
    /// <param name="person">Whose.</param>
    /// <param name="which">One of them; null for all.</param>
    /// <param name="but">One that stays, or null.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Done>> Run(PersonId person, Guid? which, Guid? but, CancellationToken ct)
    {
        var ended = await db
            .Sessions.Where(s => s.PersonId == person && (which == null || s.Id == which) && s.Id != but)
            .ExecuteDeleteAsync(ct);
        return ended > 0 || which is null ? new Done() : new NotFound("session");
    }
}
