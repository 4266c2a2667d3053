using System.Text;
using Amiable.Channels;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Mail.Mime;
using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>Makes the mail of a message, as it will leave: who answers go to, what it goes on with, the documents of its invoices.</summary>
public sealed class ComposeMail(
    AppDb db,
    ShowLogo showLogo,
    ReadDocuments readDocuments,
    ReadSituation readSituation,
    TagReplyAddress tagReplyAddress,
    Today today
)
{
    /// <returns>The mail; from now on the message knows its Message-ID and its conversation.</returns>
    /// <exception cref="MailRefused">It cannot be put into a mail: an address or a header that no mail may have.</exception>
    public async Task<OutgoingMail> Run(Communication message, Organization organization, CancellationToken ct)
    {
        var logo = organization.LogoHash is null ? null : (await showLogo.Run(ct)).Value;
        var before = await Before(message, ct);
        var thread = message.ThreadId ?? Conversations.GoesOnWith(message.Facts, before);
        message.GoesOutAs(MailBytes.IdOf(message.Id.Value, organization.AgentEmail), thread);
        var mail = MailOfMessage.Of(
            message,
            organization,
            logo is { FitsInMail: true } ? logo : null,
            [.. before.Where(earlier => earlier.Thread == thread).Select(earlier => earlier.MailId).Reverse()],
            today.Now,
            await AuthorOf(message, ct)
        ) with
        {
            Attachments = await Attachments(message, ct),
        };
        if (await tagReplyAddress.Run(organization.AgentEmail, message.Id, ct) is { } tagged)
            mail = mail with { ReplyTo = mail.From with { Address = tagged } };
        return new(
            organization.Id,
            message.Id.Value,
            organization.AgentEmail,
            [.. message.Recipients.Select(r => r.Address)],
            await MailBytes.Of(mail, ct),
            today.Now
        );
    }

    // Whoever wrote it signs it: the agent does not lend its name.
    private async Task<string?> AuthorOf(Communication message, CancellationToken ct) =>
        message.Origin == Origin.Member
            ? await db.Members.Where(m => m.Id == message.ApprovedBy).Select(m => m.FullName).FirstOrDefaultAsync(ct)
            : null;

    private async Task<List<EarlierMail>> Before(Communication message, CancellationToken ct) =>
        [
            .. (
                await db
                    .Communications.AsNoTracking()
                    .Where(c => c.AccountId == message.AccountId && c.SentAt != null && c.MailId != null && c.Id != message.Id)
                    .OrderByDescending(c => c.SentAt)
                    .Take(200)
                    .Select(c => new
                    {
                        c.Id,
                        c.ThreadId,
                        c.MailId,
                        c.Facts,
                    })
                    .ToListAsync(ct)
            ).Select(c => new EarlierMail(
                c.ThreadId ?? c.Id,
                c.MailId!,
                [.. c.Facts.About.Concat(c.Facts.Upcoming).Select(i => i.Invoice)]
            )),
        ];

    private async Task<IReadOnlyList<OutgoingFile>> Attachments(Communication message, CancellationToken ct)
    {
        var documents = await readDocuments.Run([.. message.Files.Select(f => f.Document).OfType<InvoiceDocumentId>()], ct);
        var statement = message.Files.Any(f => f.IsStatement) ? await Statement(message, ct) : null;
        return
        [
            .. message.Files.Select(file =>
                file.IsStatement ? new(file.FileName, file.MediaType, () => new MemoryStream(statement!, writable: false))
                : documents.SingleOrDefault(d => d.Id == file.Document) is { } document
                    ? new OutgoingFile(file.FileName, document.MediaType, () => new MemoryStream(document.Bytes, writable: false))
                : throw new MailRefused($"\"{file.FileName}\" is no longer there.")
            ),
        ];
    }

    // Of this moment: what was paid since it was asked for is not in it.
    private async Task<byte[]> Statement(Communication message, CancellationToken ct)
    {
        var facts = (await readSituation.Run([message.AccountId], ct)).Single();
        return Encoding.UTF8.GetBytes(AccountStatement.Of(facts, message.Language, message.SendOn).Html);
    }
}
