using Amiable.Channels;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Inbound;

/// <summary>
/// A mail server, or a provider, hands a mail over by a call. It is stored before the call is answered; what it is, is found out afterwards, and again later
/// when that fails.
/// </summary>
public sealed partial class TakePostedMail(AllOrganizations organizations, ILogger<TakePostedMail> log)
{
    /// <summary>The largest mail taken, as it travels: 35 MB of files.</summary>
    public const int MostBytes = 50 * 1024 * 1024;

    /// <param name="secret">From the address that was called.</param>
    /// <param name="body">The mail; read only for who knows the secret.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Done>> Run(string secret, Stream body, CancellationToken ct)
    {
        if (OwnedSecret.Parse(secret) is not { } held || !await Opens(held, ct))
            return new NotFound("inbound address");
        if (await Read(body, ct) is not { } bytes)
            return new Invalid("body", "inbound.too-large", "The mail is too large.") { Values = [MostBytes] };
        if (bytes.Length == 0)
            return new Invalid("body", "inbound.empty", "There is no mail in the body.");
        var stored = await For(held.Organization, s => s.GetRequiredService<StoreMail>().Run(bytes, read: null, ct));
        if (stored is { } mail)
            await Match(held.Organization, mail, ct);
        return new Done();
    }

    private Task<bool> Opens(OwnedSecret held, CancellationToken ct) =>
        For(
            held.Organization,
            async services =>
            {
                var id = new MailChannelId(held.Row);
                var channel = await services
                    .GetRequiredService<AppDb>()
                    .MailChannels.AsNoTracking()
                    .SingleOrDefaultAsync(c => c.Id == id, ct);
                return channel is { InboundWay: InboundWay.Webhook, WebhookSecretHash: { } hash } && LinkSecret.Fits(held.Secret, hash);
            }
        );

    private static async Task<byte[]?> Read(Stream body, CancellationToken ct)
    {
        using var read = new MemoryStream();
        var piece = new byte[81920];
        for (int count; (count = await body.ReadAsync(piece, ct)) > 0; )
        {
            if (read.Length + count > MostBytes)
                return null;
            read.Write(piece, 0, count);
        }
        return read.ToArray();
    }

    // It is stored: what goes wrong now is no reason for the caller to send it again.
    private async Task Match(OrganizationId organization, InboundMailId mail, CancellationToken ct)
    {
        try
        {
            await For(
                organization,
                async services =>
                {
                    await services.GetRequiredService<MatchMail>().Run(mail, ct);
                    return new Done();
                }
            );
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            NotMatched(log, failure, mail.Value);
        }
    }

    private Task<T> For<T>(OrganizationId organization, Func<IServiceProvider, Task<T>> work) =>
        organizations.For(
            organization,
            services =>
            {
                // Whoever calls only carries the mail: the agent reads it.
                services.GetRequiredService<CurrentActor>().Is(ActorKind.Agent);
                return work(services);
            }
        );

    [LoggerMessage(LogLevel.Error, "Mail {Mail} is stored and could not be matched; it is tried again")]
    private static partial void NotMatched(ILogger log, Exception failure, Guid mail);
}
