using Amiable.Communications;
using Amiable.FollowUp;
using Amiable.Integrations.Models;
using Amiable.Reading;
using Amiable.Reading.Evaluation;
using Amiable.Replies;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Organizations;

/// <summary>How the agent of an organization works, and what follows from it.</summary>
public sealed class ShowAgent(
    AppDb db,
    CountWhatWouldLeave countWhatWouldLeave,
    MeasureReader measureReader,
    ShowModel showModel,
    Today today
)
{
    // As long as most are given to pay: the fictitious invoice is of today.
    private const int DaysToPay = 30;

    /// <param name="rehearsed">The policy to be rehearsed, when it is another one than that in force.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<AgentView> Run(FollowUpPolicy? rehearsed, CancellationToken ct)
    {
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        var day = today.For(organization);
        var calendar = BusinessCalendar.For(organization.Country, organization.Region, organization.BlackoutDays);
        var policy = rehearsed is null ? organization.Policy : organization.Policy.WithRhythmOf(rehearsed);
        return new()
        {
            AgentName = organization.AgentName,
            Signature = organization.Signature,
            Currency = organization.Currency,
            Autonomy = organization.Autonomy,
            Policy = organization.Policy,
            ReplyRules = organization.ReplyRules,
            Measure = await measureReader.Run(ct),
            QuietDays = QuietPeriod.Of(organization.BlackoutDays.Where(quiet => quiet >= day)),
            Version = organization.Version,
            Model = await showModel.Run(ct),
            WouldLeave = await countWhatWouldLeave.Run(ct),
            Rehearsed = policy,
            Rehearsal = Rehearsal.Of(policy, calendar, day.AddDays(DaysToPay)),
        };
    }
}

public sealed record AgentView
{
    public required string AgentName { get; init; }
    public required string? Signature { get; init; }
    public required string Currency { get; init; }
    public required Autonomy Autonomy { get; init; }

    /// <summary>The policy in force.</summary>
    public required FollowUpPolicy Policy { get; init; }

    /// <summary>What it does about replies.</summary>
    public required ReplyRules ReplyRules { get; init; }

    /// <summary>How well replies are read.</summary>
    public required ReaderMeasure Measure { get; init; }

    /// <summary>Those still to come.</summary>
    public required IReadOnlyList<QuietPeriod> QuietDays { get; init; }
    public required int Version { get; init; }

    /// <summary>The language model that helps it, when there is one.</summary>
    public required ModelView Model { get; init; }

    /// <summary>What would leave in the next days without being asked for, if the agent could send by itself.</summary>
    public required LeavingSoon WouldLeave { get; init; }

    /// <summary>The policy the rehearsal follows.</summary>
    public required FollowUpPolicy Rehearsed { get; init; }

    /// <summary>What a customer who never pays would receive; null when the policy cannot be followed.</summary>
    public required Rehearsal? Rehearsal { get; init; }
}

/// <summary>Quiet days without a gap between them.</summary>
public sealed record QuietPeriod(DateOnly From, DateOnly To)
{
    public static IReadOnlyList<QuietPeriod> Of(IEnumerable<DateOnly> days)
    {
        List<QuietPeriod> periods = [];
        foreach (var day in days)
            if (periods.Count > 0 && periods[^1].To.AddDays(1) == day)
                periods[^1] = periods[^1] with { To = day };
            else
                periods.Add(new(day, day));
        return periods;
    }
}
