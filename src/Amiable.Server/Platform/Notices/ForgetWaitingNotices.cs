using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Notices;

/// <summary>After a restore: links that waited in the backup have most likely left since. Whoever still needs one asks for a new one.</summary>
public sealed class ForgetWaitingNotices(AppDb db)
{
    public Task<int> Run(CancellationToken ct) => db.Notices.Where(n => n.Mail != null).ExecuteDeleteAsync(ct);
}
