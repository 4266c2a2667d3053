using Amiable.Organizations;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>
/// Somebody presses "no more of these" in a mail about tasks: without a sign-in, and as often as they like. A referent has no finer choice than none at all.
/// </summary>
public sealed class StopTaskMails(AllOrganizations organizations, SecretBox secrets)
{
    /// <param name="token">From the link.</param>
    /// <param name="all">Whether none about tasks is wanted any more.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<StopScope>> Run(string token, bool all, CancellationToken ct)
    {
        if (StopToken.Read(secrets, token) is not { } scope)
            return new NotFound("link");
        // Whoever does two things at once presses again by themselves.
        for (var tries = 0; tries < 3; tries++)
            if (await organizations.For(scope.Organization, services => Stop(services.GetRequiredService<AppDb>(), scope, all, ct)) is null)
                break;
        return scope;
    }

    private static async Task<Problem?> Stop(AppDb db, StopScope scope, bool all, CancellationToken ct)
    {
        var member = await db.Members.SingleOrDefaultAsync(m => m.Email == scope.Address, ct);
        if (member is not null)
            member.Want(
                all ? member.TaskMails.None()
                : scope.IsDigest ? member.TaskMails with { Digest = false }
                : scope.Kind is { } kind ? member.TaskMails.No(kind)
                : member.TaskMails with { AtOnce = false }
            );
        else
            foreach (var referent in (await db.Referents.ToListAsync(ct)).Where(r => Member.Address(r.Email) == scope.Address))
                referent.Want(mails: false);
        return (await db.Save(ct)).Problem;
    }
}

/// <summary>What a link "no more of these" is about; changes nothing, because programs follow links by themselves.</summary>
public sealed class ShowStop(SecretBox secrets)
{
    public Task<Result<StopScope>> Run(string token) =>
        Task.FromResult<Result<StopScope>>(StopToken.Read(secrets, token) is { } scope ? scope : new NotFound("link"));
}
