using Amiable.Communications;
using Amiable.Contacts;
using Amiable.FollowUp;
using Amiable.Writing;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>What a member needs before and during a call: whom, what time it is there, what to say, and what is known.</summary>
public sealed class ShowCall(
    AppDb db,
    ReadSituation readSituation,
    ShowRecommendation showRecommendation,
    CurrentMember member,
    Today today
)
{
    private const int MostOfAnswer = 300;

    /// <param name="id">Whom.</param>
    /// <param name="language">Of the member who calls.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<CallView?> Run(AccountId id, string language, CancellationToken ct)
    {
        if ((await readSituation.Run([id], ct)).SingleOrDefault() is not { } facts)
            return null;
        var known = await showRecommendation.Run(id, ct);
        var local = TimeZoneInfo.ConvertTime(today.Now, facts.Zone);
        var day = DateOnly.FromDateTime(local.DateTime);
        var people = facts
            .Contacts.OrderByDescending(c => c.MayBeAsked)
            .ThenByDescending(c => c.IsPrimary)
            .ThenBy(c => c.Id.Value)
            .Where(c => PhoneNumber.Dialled(c.Phone) is not null)
            .Select(c => new Callee(
                c.Id,
                c.FullName.Length > 0 ? c.FullName : c.Email ?? "",
                c.Role,
                c.Phone!,
                PhoneNumber.Dialled(c.Phone)!,
                c.Notes
            ))
            .ToList();
        var overdue = FollowUpPlanner.Overdue(facts.Situation, facts.Policy, facts.Calendar, day);
        var scripts = overdue.Count == 0 ? [] : Scripts(facts, overdue, known, people, day, language);
        return new CallView
        {
            People = people,
            LocalTime = TimeOnly.FromDateTime(local.DateTime),
            LocalDay = day,
            IsGoodTime = facts.Calendar.IsOpen(day) && facts.Policy.Window.Contains(today.Now, facts.Zone),
            Overdue = overdue,
            Scripts = scripts,
            Known = known,
            LastAnswer = await LastAnswer(id, ct),
        };
    }

    // In the language of the customer, then in that of who calls.
    private List<CallScript> Scripts(
        AccountFacts facts,
        IReadOnlyList<OpenInvoice> overdue,
        Recommendation known,
        List<Callee> people,
        DateOnly day,
        string language
    )
    {
        var stated = new MessageFacts
        {
            About = [.. overdue.Select(i => WriteMessage.Stated(facts.Invoices[i.Id]))],
            Credit = [.. facts.Situation.UnallocatedCredit.Where(c => overdue.Any(i => i.Outstanding.Currency == c.Currency))],
        };
        var brief = WriteMessage.Brief(facts, stated, Stage.Overdue, Tone.Courteous, day, 0) with
        {
            RecipientName =
                people is [{ Name: { Length: > 0 } name }, ..] && facts.Contacts.Any(c => c.FullName == name) ? PersonName.Of(name) : null,
        };
        var terms = new CallTerms(member.Name ?? facts.Organization.Name, known.Last?.On, known.LastBroken);
        return [.. new[] { facts.Language, language }.Distinct().Select(l => CallWriter.Write(brief with { Language = l }, terms))];
    }

    private async Task<LastAnswer?> LastAnswer(AccountId id, CancellationToken ct)
    {
        var last = await db
            .Communications.AsNoTracking()
            .Where(c => c.AccountId == id && c.Origin == Origin.Customer && !c.IsAutomatic)
            .OrderByDescending(c => c.SendAt)
            .Select(c => new
            {
                c.Id,
                c.SendAt,
                c.Text,
            })
            .FirstOrDefaultAsync(ct);
        if (last is null)
            return null;
        var text = string.Join(' ', last.Text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        return new(last.Id, last.SendAt, text.Length > MostOfAnswer ? text[..MostOfAnswer] + "…" : text);
    }
}

/// <summary>What is shown of a call.</summary>
public sealed record CallView
{
    public required IReadOnlyList<Callee> People { get; init; }

    /// <summary>At the customer's.</summary>
    public required TimeOnly LocalTime { get; init; }

    public required DateOnly LocalDay { get; init; }

    /// <summary>Whether it is a business day there, in the hours in which messages leave.</summary>
    public required bool IsGoodTime { get; init; }

    /// <summary>What may be asked for, oldest first.</summary>
    public required IReadOnlyList<OpenInvoice> Overdue { get; init; }

    /// <summary>In the customer's language, and in the caller's where that is another; none when nothing is overdue.</summary>
    public required IReadOnlyList<CallScript> Scripts { get; init; }

    public required Recommendation Known { get; init; }

    /// <summary>What they last wrote.</summary>
    public required LastAnswer? LastAnswer { get; init; }
}

/// <summary>Somebody who can be called.</summary>
/// <param name="Typed">The number as it was entered.</param>
/// <param name="Number">The number as it is dialled.</param>
/// <param name="Notes">What the agent was told about the person.</param>
public sealed record Callee(ContactId Id, string Name, string? Role, string Typed, string Number, string? Notes);

/// <summary>What a customer last wrote.</summary>
public sealed record LastAnswer(CommunicationId Id, DateTimeOffset At, string Text);
