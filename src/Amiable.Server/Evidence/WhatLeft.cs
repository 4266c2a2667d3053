using Amiable.Communications;
using Amiable.FormalNotices;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Evidence;

/// <summary>What of ours left and is part of an evidence file.</summary>
internal static class WhatLeft
{
    public static async Task<List<CommunicationId>> Messages(AppDb db, EvidenceScope scope, CancellationToken ct)
    {
        var all = await db
            .Communications.Where(c => c.AccountId == scope.Account && c.Origin != Origin.Customer && c.SentAt != null)
            .OrderBy(c => c.SentAt)
            .ThenBy(c => c.Id)
            .Select(c => c.Id)
            .ToListAsync(ct);
        return scope.Chosen is null ? all : all.FindAll(scope.Messages.Contains);
    }

    public static async Task<List<FormalNotice>> Notices(AppDb db, EvidenceScope scope, CancellationToken ct) =>
        (
            await db
                .FormalNotices.AsNoTracking()
                .Where(n => n.AccountId == scope.Account && n.PostedOn != null)
                .OrderBy(n => n.PostedOn)
                .ToListAsync(ct)
        ).FindAll(n => n.Facts.About.Any(i => scope.Holds(i.Invoice)));
}
