using Amiable.FollowUp;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Integrations.Models;

/// <summary>From now on this language model is asked, for what it is switched on for.</summary>
public sealed class SaveModel(AppDb db, SecretBox secrets, ModelNetwork network, ForgetWordings forgetWordings, Today today)
{
    /// <param name="version">The version the change was made from; 0 when there was nothing.</param>
    /// <param name="entry">What was typed.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Done>> Run(int version, ModelEntry entry, CancellationToken ct)
    {
        var endpoint = await db.ModelEndpoints.SingleOrDefaultAsync(ct);
        if ((endpoint?.Version ?? 0) != version)
            return new ChangedMeanwhile();
        var home = await db.Organizations.AsNoTracking().Select(o => o.Currency).SingleAsync(ct);
        var read = entry.Read(home);
        if (read.Value is not { } settings)
            return read.Problem!;
        if (await network.Check(new(settings.Address), ct) is { } unreachable)
            return unreachable;
        var key =
            entry.Key.Length > 0 ? secrets.Hide(AskModel.KeyPurpose, entry.Key)
            : IsSameServer(endpoint?.Settings, settings) ? endpoint!.Key
            : null;
        if (key is null && endpoint?.Key is not null)
            return new Invalid("key", "model.key-again", "Type the key again: the stored one belongs to another server.");
        if (key is null && settings.Kind == ModelKind.Anthropic)
            return new Invalid("key", "model.no-key", "Type the key for this model.");
        var wrote = endpoint is { Settings.Writes: true };
        if (endpoint is null)
            db.ModelEndpoints.Add(new(today.NewId<ModelEndpointId>(), settings, key));
        else
            endpoint.Become(settings, key);
        var saved = await Save(ct);
        if (saved.Problem is null && wrote && !settings.Writes)
            await forgetWordings.Run(ct);
        return saved;
    }

    // Whoever could change the address and keep the key could have it sent to a machine of his own.
    private static bool IsSameServer(ModelSettings? former, ModelSettings settings) =>
        former is not null
        && former.Kind == settings.Kind
        && new Uri(former.Address).GetLeftPart(UriPartial.Authority) == new Uri(settings.Address).GetLeftPart(UriPartial.Authority);

    private async Task<Result<Done>> Save(CancellationToken ct)
    {
        try
        {
            return await db.Save(ct);
        }
        catch (DbUpdateException)
        {
            return new ChangedMeanwhile(); // Two made the first one in the same moment.
        }
    }
}

/// <summary>No language model is asked any more; its key is forgotten, and messages that wait speak in the built-in words again.</summary>
public sealed class RemoveModel(AppDb db, ForgetWordings forgetWordings)
{
    public async Task<Result<Done>> Run(int version, CancellationToken ct)
    {
        var endpoint = await db.ModelEndpoints.SingleOrDefaultAsync(ct);
        if ((endpoint?.Version ?? 0) != version)
            return new ChangedMeanwhile();
        if (endpoint is null)
            return new Done();
        db.ModelEndpoints.Remove(endpoint);
        var saved = await db.Save(ct);
        if (saved.Problem is null)
            await forgetWordings.Run(ct);
        return saved;
    }
}
