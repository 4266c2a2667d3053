using Amiable.Platform.Audit;
using Amiable.Ui;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Audit;

/// <summary>Which entries a list shows. Days are those of the organization, both included.</summary>
/// <param name="Who">A kind of actor: "agent"; or the id of a member.</param>
/// <param name="What">A kind of thing: "invoice".</param>
public sealed record AuditFilter(
    string? Who = null,
    string? What = null,
    AccountId? Account = null,
    DateOnly? From = null,
    DateOnly? To = null
)
{
    internal IQueryable<AuditEntry> Rows(AppDb db, TimeZoneInfo zone)
    {
        var rows = db.AuditEntries.AsNoTracking();
        if (Guid.TryParse(Who, out var member))
            rows = rows.Where(e => e.ActorKind == ActorKind.Member && e.ActorId == member);
        else if (Kind is { } kind)
            // Members and API clients have an id, the others have none: saying so lets the index give them in order.
            rows = kind is ActorKind.Member or ActorKind.ApiClient
                ? rows.Where(e => e.ActorKind == kind)
                : rows.Where(e => e.ActorKind == kind && e.ActorId == null);
        if (What is not null)
            rows = rows.Where(e => e.SubjectKind == What);
        if (Account is { } account)
            // The account itself, and what belongs to it.
            rows = rows.Where(e => e.AccountId == account);
        if (From is { } from && Start(from, zone) is var start)
            rows = rows.Where(e => e.At >= start);
        if (To is { } to && Start(to.AddDays(1), zone) is var end)
            rows = rows.Where(e => e.At < end);
        return rows;
    }

    private ActorKind? Kind => Who is not null && Typed.Choice<ActorKind>(Who) is var kind && Typed.Choice(kind) == Who ? kind : null;

    private static DateTimeOffset Start(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
