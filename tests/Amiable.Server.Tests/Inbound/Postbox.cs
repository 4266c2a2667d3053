using System.Text;
using Amiable.Channels;
using Amiable.Communications;
using Amiable.Mail.Mime;
using Amiable.Platform.Secrets;
using Amiable.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Inbound;

/// <summary>Hands mails to a server as a provider does, and looks what became of them.</summary>
internal sealed class Postbox
{
    private readonly TestServer _server;
    private readonly OrganizationId _organization;

    public string Path { get; }
    public MailChannelId Channel { get; }
    public byte[] ReplyKey { get; }
    public HttpClient Client { get; }

    private Postbox(TestServer server, OrganizationId organization, string path, MailChannelId channel, byte[] key) =>
        (_server, _organization, Path, Channel, ReplyKey, Client) = (server, organization, path, channel, key, server.CreateClient());

    public static async Task<Postbox> Open(TestServer server, OrganizationId organization)
    {
        var id = TestServer.New<MailChannelId>();
        var secret = OwnedSecret.New(organization, id.Value);
        SuiteLog.Remember(secret.Secret);
        var box = server.Services.GetRequiredService<SecretBox>();
        var key = ReplyKeys.New(box);
        var channel = new MailChannel(id, key) { InboundWay = InboundWay.Webhook, WebhookSecretHash = LinkSecret.Hash(secret.Secret) };
        await server.Save(organization, channel, new MailboxCursor(id));
        return new(server, organization, InboundAddress.Of($"{secret}"), id, ReplyKeys.Read(key, box)!);
    }

    public Task<HttpResponseMessage> Post(byte[] mail) => Client.PostAsync(Path, new ByteArrayContent(mail));

    /// <summary>Comes in, and what became of it.</summary>
    public async Task<InboundMail> Take(byte[] mail)
    {
        using var answer = await Post(mail);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
        var fingerprint = MailFingerprint.Of(MimeMessage.Parse(mail));
        return await Ask(db => db.InboundMails.AsNoTracking().SingleAsync(m => m.Fingerprint == fingerprint));
    }

    public Task<InboundMail> Take(
        string from = "Anne Roux <anne@roux.example>",
        string subject = "Re: your invoice",
        string text = "We pay on Friday.",
        string headers = "",
        string? id = null
    ) => Take(Letter(from, subject, text, headers, id));

    public static byte[] Letter(string from, string subject, string text, string headers = "", string? id = null) =>
        Encoding.UTF8.GetBytes(
            $"From: {from}\r\nTo: lea@duvernay.example\r\nSubject: {subject}\r\nMessage-ID: <{id ?? $"{Guid.NewGuid():N}@elsewhere.example"}>\r\n"
                + $"{headers}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
        );

    public Task<T> Ask<T>(Func<AppDb, Task<T>> read) => _server.As(_organization, s => read(s.GetRequiredService<AppDb>()));

    public Task<Communication> Of(InboundMail mail) =>
        Ask(db => db.Communications.AsNoTracking().SingleAsync(c => c.Id == mail.CommunicationId));
}
