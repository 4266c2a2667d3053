using Amiable.Accounts;
using Amiable.Channels;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.FollowUp;
using Amiable.Integrations.Texts;
using Amiable.Platform.Secrets;
using Amiable.Tasks;
using Amiable.Writing;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Inbound;

/// <summary>
/// A provider of text messages calls: one came in, or it is known what became of one that left. Nothing is believed without its signature.
/// </summary>
public sealed class TakeText(AllOrganizations organizations)
{
    private const int MostInText = 4000;

    /// <param name="organization">From the address that was called.</param>
    /// <param name="message">The message it is news about; null for one that came in.</param>
    /// <param name="url">The address that was called, as the provider knows it.</param>
    /// <param name="signature">The proof.</param>
    /// <param name="fields">What was posted.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Result<Done>> Run(
        OrganizationId organization,
        CommunicationId? message,
        string url,
        string? signature,
        IReadOnlyDictionary<string, string> fields,
        CancellationToken ct
    ) =>
        organizations.For<Result<Done>>(
            organization,
            async services =>
            {
                services.GetRequiredService<CurrentActor>().Is(ActorKind.Agent);
                var db = services.GetRequiredService<AppDb>();
                if (await db.MailChannels.AsNoTracking().SingleOrDefaultAsync(ct) is not { Texts: { Secret: { } hidden } })
                    return new NotFound("text provider");
                var token = services.GetRequiredService<SecretBox>().Reveal(TextSettings.Purpose, hidden);
                if (!TextSignature.Fits(signature, token, url, fields))
                    return new NotFound("text provider");
                var hear = services.GetRequiredService<HearText>();
                return message is { } id
                    ? await hear.Run(id, fields.GetValueOrDefault("MessageStatus", ""), fields.GetValueOrDefault("ErrorCode", ""), ct)
                    : await services
                        .GetRequiredService<FileText>()
                        .Run(
                            fields.GetValueOrDefault("MessageSid", ""),
                            PhoneNumber.WithCountry(fields.GetValueOrDefault("From")) ?? "",
                            Cut(fields.GetValueOrDefault("Body", "")),
                            ct
                        );
            }
        );

    private static string Cut(string text) => text.Length <= MostInText ? text : text[..MostInText];
}

/// <summary>It is known what became of a text message that left.</summary>
public sealed class HearText(AppDb db, NoteStop noteStop, PlanFollowUps planFollowUps, Today today)
{
    public async Task<Result<Done>> Run(CommunicationId id, string status, string error, CancellationToken ct)
    {
        if (await db.Communications.SingleOrDefaultAsync(c => c.Id == id && c.Channel == Channel.Sms, ct) is not { } message)
            return new NotFound("communication");
        DeliveryKind? kind = status switch
        {
            "delivered" or "read" => DeliveryKind.Delivered,
            "undelivered" or "failed" => DeliveryKind.HardFailed,
            _ => null,
        };
        if (kind is not { } became)
            return new Done();
        // That it is told of proves that it left.
        if (message.Status == CommunicationStatus.Sending)
            message.WasSent(today.Now);
        foreach (var to in message.Recipients)
        {
            message.Hear(new(today.Now, to.Address, became, null, error.Length > 0 ? error : status, status));
            if (error == $"{TextLine.StoppedCode}")
                await noteStop.Run(to.Address, today.Now, ct);
        }
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([message.AccountId], ct);
        return new Done();
    }
}

/// <summary>
/// Somebody answers by text message: it joins what was said with the account, and a person is asked to read it. The one word STOP is heard without a person.
/// </summary>
public sealed class FileText(AppDb db, NoteStop noteStop, RaiseNeeds raiseNeeds, PlanFollowUps planFollowUps, Today today)
{
    private const int MostLookedAt = 50;

    /// <param name="sid">What the provider calls it: the same twice is one message.</param>
    /// <param name="number">Who wrote, as ITU-T E.164 writes it.</param>
    /// <param name="text">What.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Done>> Run(string sid, string number, string text, CancellationToken ct)
    {
        if (sid.Length == 0 || number.Length == 0)
            return new Invalid("From", "text.from", "A text message has a number it comes from.");
        if (StopWord.Is(text))
            await noteStop.Run(number, today.Now, ct);
        var writer = await Writer(number, ct);
        if (writer is not null)
            await File(writer, sid, number, text, ct);
        else if (!StopWord.Is(text))
            await raiseNeeds.Raise(
                TaskKind.Free,
                $"text {sid}",
                null,
                new Dictionary<string, string> { ["subject"] = $"SMS {number}: {Communication.HeadlineOf(text)}" },
                ct
            );
        try
        {
            if ((await db.Save(ct)).Problem is { } lost)
                return lost;
        }
        catch (DbUpdateException)
        {
            // It was told twice at once: the other one was faster.
            return new Done();
        }
        if (writer is not null)
            await planFollowUps.Run([writer.AccountId], ct);
        return new Done();
    }

    // Who was last written to there; else who has the number.
    private async Task<Contact?> Writer(string number, CancellationToken ct)
    {
        var known = await db.Contacts.Where(c => c.Phone != null).WithNumber(number, ct);
        if (known.Count < 2)
            return known.FirstOrDefault();
        var accounts = known.Select(c => c.AccountId).ToList();
        var texted = await db
            .Communications.AsNoTracking()
            .Where(c => c.Channel == Channel.Sms && c.Origin == Origin.Member && accounts.Contains(c.AccountId))
            .OrderByDescending(c => c.SendAt)
            .Take(MostLookedAt)
            .Select(c => c.Recipients)
            .ToListAsync(ct);
        var last = texted.SelectMany(r => r).FirstOrDefault(r => r.Address == number);
        return known.Find(c => c.Id == last?.Contact) ?? known.OrderBy(c => c.Id.Value).First();
    }

    private async Task File(Contact contact, string sid, string number, string text, CancellationToken ct)
    {
        var id = $"sms:{sid}";
        if (await db.Communications.AnyAsync(c => c.MailId == id, ct))
            return;
        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == contact.AccountId, ct);
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        var received = Communication.Received(
            today.NewId<CommunicationId>(),
            account.Id,
            new()
            {
                Channel = Channel.Sms,
                MailId = id,
                From = new(contact.Id, contact.FullName, number),
                Subject = Communication.HeadlineOf(text),
                Text = text,
                IsAutomatic = StopWord.Is(text),
                Language = Languages.For(contact.Language, account.Details.Language, account.Details.Country, organization.Language),
                Fingerprint = id.Length > 40 ? id[..40] : id,
                Thread = await Thread(account.Id, number, ct),
                Day = SendWindow.LocalDay(today.Now, TimeZoneInfo.FindSystemTimeZoneById(account.Details.ZoneOr(organization.TimeZone))),
                At = today.Now,
            }
        );
        db.Communications.Add(received);
        if (!received.IsAutomatic)
            await AskAPerson(received, contact, ct);
    }

    private async Task AskAPerson(Communication received, Contact contact, CancellationToken ct)
    {
        var name = contact.FullName.Length > 0 ? contact.FullName : received.From!.Address;
        await raiseNeeds.Raise(
            TaskKind.UnclearReply,
            $"reply {received.Id.Value:N}",
            received.AccountId,
            new Dictionary<string, string> { ["subject"] = name, ["said"] = received.Subject },
            ct,
            received.Id
        );
        var waited = db.Tasks.Where(t => t.AccountId == received.AccountId && t.Status == HumanTaskStatus.AwaitingResponse);
        foreach (var task in await waited.ToListAsync(ct))
            task.CustomerAnswered(today.Now);
    }

    private async Task<CommunicationId?> Thread(AccountId account, string number, CancellationToken ct)
    {
        var texts = await db
            .Communications.AsNoTracking()
            .Where(c => c.AccountId == account && c.Channel == Channel.Sms && c.Origin == Origin.Member)
            .OrderByDescending(c => c.SendAt)
            .Take(MostLookedAt)
            .ToListAsync(ct);
        return texts.Find(c => c.Recipients.Any(r => r.Address == number))?.Thread;
    }
}
