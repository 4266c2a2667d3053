using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>How many letters wait to be printed and posted.</summary>
public sealed class CountLettersToPrint(AppDb db)
{
    public Task<int> Run(CancellationToken ct) =>
        db.Communications.CountAsync(c => c.Status == CommunicationStatus.Scheduled && c.Channel == Channel.Letter, ct);
}
