using System.Security.Cryptography;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Integrations.Models;

/// <summary>
/// Asks the language model of the organization, when it has one for that, within the budget of the day. Each call is noted, in a transaction of its own. Never call
/// this within a transaction: an answer takes seconds, and everybody else would wait as long.
/// </summary>
public sealed class AskModel(
    AppDb db,
    CurrentOrganization current,
    AllOrganizations organizations,
    ModelClients clients,
    SecretBox secrets,
    CountModelUse countModelUse,
    Today today
)
{
    internal const string KeyPurpose = "language-model";

    /// <summary>So many failures in a row, and it is left alone for a while.</summary>
    private const int Patience = 3;
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    /// <returns>Null when the organization has no model for this purpose. Otherwise it never throws because of the model: who asks goes on without it.</returns>
    public async Task<ModelAnswer<T>?> Run<T>(ModelQuestion<T> question, CancellationToken ct)
        where T : class
    {
        if (db.Database.CurrentTransaction is not null)
            throw new InvalidOperationException("A language model is not asked within a transaction.");
        var endpoint = await db.ModelEndpoints.AsNoTracking().SingleOrDefaultAsync(ct);
        if (endpoint is null || !endpoint.Settings.Does(question.Purpose))
            return null;
        var settings = endpoint.Settings;
        if (question.Purpose != ModelPurpose.Trial && await Rests(ct))
            return new(null, null);
        var use = await countModelUse.Run(ct);
        if (use.IsSpent(settings))
        {
            if (!use.SaidSo)
                await Note(question.Purpose, settings, new(question.Prompt.Name, ModelOutcome.BudgetSpent));
            return new(null, new(question.Prompt.Name, ModelOutcome.BudgetSpent));
        }
        if (!Reveal(endpoint, out var key))
        {
            var lost = new AskedOnce(question.Prompt.Name, ModelOutcome.KeyLost);
            await Note(question.Purpose, settings, lost);
            return new(null, lost);
        }
        using var client = clients.Open(settings, key);
        return await ModelDialogue.Ask(client, question, asked => Note(question.Purpose, settings, asked), ct);
    }

    private bool Reveal(ModelEndpoint endpoint, out string? key)
    {
        try
        {
            key = endpoint.Key is { } hidden ? secrets.Reveal(KeyPurpose, hidden) : null;
            return true;
        }
        catch (CryptographicException)
        {
            key = null;
            return false;
        }
    }

    /// <summary>Whether it asked to be left alone, or failed so often lately that asking would only cost time.</summary>
    private async Task<bool> Rests(CancellationToken ct)
    {
        var now = today.Now;
        if (await db.ModelCalls.AnyAsync(c => c.RestUntil > now, ct))
            return true;
        var last = await db
            .ModelCalls.AsNoTracking()
            .Where(c => c.Outcome != ModelOutcome.BudgetSpent)
            .OrderByDescending(c => c.At)
            .ThenByDescending(c => c.Id)
            .Take(Patience)
            .Select(c => new { c.At, c.Outcome })
            .ToListAsync(ct);
        return last.Count == Patience && last[0].At > now - Rest && last.TrueForAll(c => IsDown(c.Outcome));
    }

    private static bool IsDown(ModelOutcome outcome) =>
        outcome
            is ModelOutcome.TimedOut
                or ModelOutcome.TooMany
                or ModelOutcome.Unreachable
                or ModelOutcome.ServerFailed
                or ModelOutcome.KeyRefused
                or ModelOutcome.KeyLost
                or ModelOutcome.NotUnderstood
                or ModelOutcome.PointsElsewhere;

    // In a scope of its own: whatever the caller has changed and not saved yet is not saved by this. It is noted even if the caller goes away.
    private Task<int> Note(ModelPurpose purpose, ModelSettings settings, AskedOnce asked) =>
        organizations.For(
            current.Id,
            services =>
            {
                var own = services.GetRequiredService<AppDb>();
                own.ModelCalls.Add(new(today.NewId<ModelCallId>(), today.Now, purpose, settings, asked));
                return own.SaveChangesAsync(CancellationToken.None);
            }
        );
}
