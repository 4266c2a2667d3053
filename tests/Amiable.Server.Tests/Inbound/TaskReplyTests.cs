using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Referents;
using Amiable.Tasks;
using Amiable.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Inbound;

/// <summary>Answers to tasks that come by mail: believed only where the receiving server proved who wrote them.</summary>
public sealed class TaskReplyTests
{
    private const string Claire = "Claire Martin <claire@duvernay-conseil.example>";
    private const string Julien = "Julien <Julien@duvernay.example>";

    private static async Task<(TestServer Server, Postbox Box, HumanTask Task, string Tagged)> Start(
        TaskKind kind = TaskKind.HumanRequested
    )
    {
        var server = await People.Empty();
        await server.FoundOurs();
        var box = await Postbox.Open(server, server.Us);
        var account = await server.Account();
        var referent = new Referent(TestServer.New<ReferentId>(), account.Id, "Julien", "Duvernay", "julien@duvernay.example");
        var task = Raised(kind, account);
        await server.Save(server.Us, referent, task);
        await server.As(
            server.Us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                (await db.MailChannels.SingleAsync()).TrustedReceiver = "mx.duvernay.example";
                return await db.SaveChangesAsync();
            }
        );
        return (server, box, task, ReplyTag.Put("lea@duvernay.example", task.Id, box.ReplyKey)!);
    }

    private static HumanTask Raised(TaskKind kind, Account account) =>
        new(
            TestServer.New<HumanTaskId>(),
            kind,
            $"{kind} {Guid.CreateVersion7():N}",
            account.Id,
            new Dictionary<string, string> { ["said"] = "Call me" },
            new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero)
        );

    private static string By(string domain) => $"Authentication-Results: mx.duvernay.example; dmarc=pass header.from={domain}\r\n";

    private static Task<HumanTask> Again(Postbox box, HumanTask task) =>
        box.Ask(db => db.Tasks.AsNoTracking().SingleAsync(t => t.Id == task.Id));

    [Theory]
    [InlineData(Claire, "duvernay-conseil.example", "Claire Martin")]
    [InlineData(Julien, "duvernay.example", "Julien Duvernay")]
    public async Task What_a_member_or_who_is_in_charge_replies_stands_in_the_task(string from, string domain, string name)
    {
        var (_, box, task, tagged) = await Start();

        var mail = await box.Take(
            from: from,
            text: "I call them tomorrow.\r\n\r\nOn Mon, 2 Mar 2026 at 09:00, Léa <lea@duvernay.example> wrote:\r\n> Hello",
            headers: $"{By(domain)}Delivered-To: {tagged}\r\n"
        );

        Assert.Equal(InboundState.Remark, mail.State);
        var said = await Again(box, task);
        Assert.Equal(HumanTaskStatus.InProgress, said.Status);
        var remark = Assert.Single(said.Remarks);
        Assert.Equal((name, "I call them tomorrow."), (remark.By, remark.Text));
        Assert.False(await box.Ask(db => db.Communications.AnyAsync()));
    }

    [Fact]
    public async Task What_a_member_tells_the_agent_by_mail_is_done_and_a_stranger_tells_it_nothing()
    {
        var (server, box, _, _) = await Start();
        var account = await server.Read(db => db.Accounts.SingleAsync());

        var unproven = await box.Take(from: Claire, subject: "Roux", text: "Please pause Ateliers Roux until 30 March.");
        Assert.NotEqual(InboundState.Remark, unproven.State);
        var customer = await box.Take(subject: "Roux", text: "Please pause Ateliers Roux until 29 March.", headers: By("roux.example"));
        Assert.NotEqual(InboundState.Remark, customer.State);
        Assert.Null((await box.Ask(db => db.Accounts.AsNoTracking().SingleAsync())).PausedOn);

        var mail = await box.Take(
            from: Claire,
            subject: "Roux",
            text: "Please pause Ateliers Roux until 31 March.",
            headers: By("duvernay-conseil.example")
        );

        Assert.Equal(InboundState.Remark, mail.State);
        Assert.Equal(new DateOnly(2026, 3, 31), (await box.Ask(db => db.Accounts.AsNoTracking().SingleAsync())).PausedUntil);
        var told = await box.Ask(db => db.Instructions.AsNoTracking().SingleAsync());
        Assert.Equal(("Claire Martin", account.Id), (told.By, told.AccountId));
    }

    [Fact]
    public async Task Invoices_that_a_member_forwards_wait_among_the_documents_and_those_of_others_are_mail()
    {
        var (_, box, _, _) = await Start();
        const string Note = "Please take these in.";

        var unproven = await box.Take(Forwarded(Claire, Note, ""));
        Assert.NotEqual(InboundState.Documents, unproven.State);
        var referent = await box.Take(Forwarded(Julien, Note, By("duvernay.example")));
        Assert.NotEqual(InboundState.Documents, referent.State);
        Assert.Equal(0, await box.Ask(db => db.DroppedFiles.CountAsync()));

        var mail = await box.Take(Forwarded(Claire, Note, By("duvernay-conseil.example")));

        Assert.Equal(InboundState.Documents, mail.State);
        var file = await box.Ask(db => db.DroppedFiles.AsNoTracking().SingleAsync());
        Assert.Equal(("F-9.xml", "Claire Martin"), (file.Name, file.By));
        Assert.Equal(Errands.ErrandKind.ReadDocuments, (await box.Ask(db => db.Errands.AsNoTracking().SingleAsync())).Kind);
    }

    [Fact]
    public async Task A_mail_that_a_member_forwards_as_an_attachment_counts_for_the_invoices_in_it()
    {
        var (_, box, _, _) = await Start();

        var talk = await box.Take(Enclosing(Postbox.Letter(Julien, "Hello", "We pay on Friday.")));
        Assert.NotEqual(InboundState.Documents, talk.State);

        var mail = await box.Take(Enclosing(Forwarded(Julien, "Our invoice", "")));
        Assert.Equal(InboundState.Documents, mail.State);
        Assert.Equal("old.eml!F-9.xml", (await box.Ask(db => db.DroppedFiles.AsNoTracking().SingleAsync())).Name);
    }

    private static byte[] Enclosing(byte[] mail) =>
        System.Text.Encoding.UTF8.GetBytes(
            $"From: {Claire}\r\nTo: lea@duvernay.example\r\nSubject: Fwd: invoices\r\nMessage-ID: <{Guid.CreateVersion7():N}@duvernay.example>\r\n"
                + $"{By("duvernay-conseil.example")}Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\nContent-Type: text/plain\r\n\r\nSee there.\r\n"
                + "--o\r\nContent-Type: message/rfc822; name=old.eml\r\nContent-Disposition: attachment; filename=old.eml\r\n\r\n"
                + $"{System.Text.Encoding.UTF8.GetString(mail)}\r\n--o--\r\n"
        );

    private static byte[] Forwarded(string from, string text, string headers) =>
        System.Text.Encoding.UTF8.GetBytes(
            $"From: {from}\r\nTo: lea@duvernay.example\r\nSubject: Fwd: invoices\r\nMessage-ID: <{Guid.CreateVersion7():N}@duvernay.example>\r\n{headers}"
                + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
                + $"{text}\r\n--b\r\nContent-Type: application/xml; name=F-9.xml\r\nContent-Disposition: attachment; filename=F-9.xml\r\n\r\n"
                + "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\"/>\r\n--b--\r\n"
        );

    [Fact]
    public async Task Who_is_in_charge_of_an_account_tells_the_agent_nothing_about_another()
    {
        var (server, box, _, _) = await Start();
        var other = await server.Account("Brasserie Melville", email: "m@melville.example");

        await box.Take(from: Julien, subject: "Hello", text: "Please pause Brasserie Melville.", headers: By("duvernay.example"));
        await box.Take(from: Julien, subject: "Hello", text: "Please pause Ateliers Roux.", headers: By("duvernay.example"));

        var paused = await box.Ask(db => db.Accounts.AsNoTracking().Where(a => a.PausedOn != null).Select(a => a.Name).ToListAsync());
        Assert.Equal(["Ateliers Roux"], paused);
        Assert.NotEqual("Ateliers Roux", other.Name);
    }

    [Theory]
    [InlineData(Claire, "", "the server proved nothing")]
    [InlineData(
        Claire,
        "Authentication-Results: mx.elsewhere.example; dmarc=pass header.from=duvernay-conseil.example\r\n",
        "another server"
    )]
    [InlineData(
        Claire,
        "Authentication-Results: mx.duvernay.example; dmarc=fail header.from=duvernay-conseil.example; spf=pass smtp.mailfrom=x@duvernay-conseil.example\r\n",
        "the domain says no"
    )]
    [InlineData(Claire, "Authentication-Results: mx.duvernay.example; dkim=pass header.d=attacker.example\r\n", "somebody else signed")]
    [InlineData(
        Claire,
        "Authentication-Results: mx.duvernay.example; dkim=pass header.d=mail.duvernay-conseil.example\r\n",
        "a department signed"
    )]
    [InlineData(
        "Anne <anne@roux.example>",
        "Authentication-Results: mx.duvernay.example; dmarc=pass header.from=roux.example\r\n",
        "a customer"
    )]
    [InlineData(
        "X <claire@somebody-else.example>",
        "Authentication-Results: mx.duvernay.example; dmarc=pass header.from=somebody-else.example\r\n",
        "a member elsewhere"
    )]
    public async Task Anything_else_is_a_mail_like_any_other(string from, string headers, string why)
    {
        var (_, box, task, tagged) = await Start();
        var mail = await box.Take(from: from, text: "Done", headers: $"{headers}Delivered-To: {tagged}\r\n");
        Assert.True(mail.State is InboundState.Unmatched or InboundState.Matched, $"{why}: {mail.State}");
        var same = await Again(box, task);
        Assert.True(same.IsOpen && same.Remarks.Count == 0, why);
    }

    [Fact]
    public async Task A_proven_signature_or_envelope_of_the_domain_is_enough_without_a_policy()
    {
        var (_, box, task, tagged) = await Start();
        foreach (
            var proof in new[]
            {
                "dkim=pass header.d=duvernay-conseil.example",
                "dmarc=none; spf=pass smtp.mailfrom=x@duvernay-conseil.example",
            }
        )
            await box.Take(
                from: Claire,
                text: $"By {proof}",
                headers: $"Authentication-Results: mx.duvernay.example; {proof}\r\nDelivered-To: {tagged}\r\n"
            );
        Assert.Equal(2, (await Again(box, task)).Remarks.Count);
    }

    [Theory]
    [InlineData("Done")]
    [InlineData("C'est fait.\r\nJe les ai eus au téléphone.")]
    public async Task The_words_of_a_button_alone_on_the_first_line_answer_the_task(string text)
    {
        var (_, box, task, tagged) = await Start();
        await box.Take(from: Claire, text: text, headers: $"{By("duvernay-conseil.example")}Delivered-To: {tagged}\r\n");
        var answered = await Again(box, task);
        Assert.Equal(HumanTaskStatus.Closed, answered.Status);
        Assert.Equal(["Claire Martin", null], answered.Remarks.Select(r => r.By));
        Assert.Equal("Done", answered.Remarks[^1].Text);
    }

    [Fact]
    public async Task Words_that_only_contain_an_answer_are_left_to_people()
    {
        var (_, box, task, tagged) = await Start(TaskKind.SuspectedFraud);
        await box.Take(
            from: Claire,
            text: "It is genuine, I think?",
            headers: $"{By("duvernay-conseil.example")}Delivered-To: {tagged}\r\n"
        );
        Assert.True((await Again(box, task)).IsOpen);
    }

    [Fact]
    public async Task Without_a_tag_the_mail_that_told_of_it_is_enough_and_a_note_of_absence_is_no_answer()
    {
        var (server, box, task, _) = await Start();
        var told = Guid.CreateVersion7();
        await server.Save(
            server.Us,
            TaskNotice.Of(TestServer.New<TaskNoticeId>(), "claire@duvernay-conseil.example", task.Id, told, server.Clock.GetUtcNow())
        );
        var answered = $"{By("duvernay-conseil.example")}In-Reply-To: <{told:N}@duvernay.example>\r\n";
        Assert.Equal(InboundState.Remark, (await box.Take(from: Claire, text: "I see to it.", headers: answered)).State);
        var absent = await box.Take(from: Claire, text: "I am away.", headers: answered + "Auto-Submitted: auto-replied\r\n");
        Assert.Equal(InboundState.SetAside, absent.State);
        Assert.Single((await Again(box, task)).Remarks);
    }

    [Fact]
    public async Task A_customer_who_writes_brings_back_what_waited_for_them()
    {
        var (server, box, task, _) = await Start();
        await server.Do<PlaceTask, Done>(u => u.Run(task.Id, HumanTaskStatus.AwaitingResponse, default));
        await box.Take();
        Assert.Equal(HumanTaskStatus.ActionRequired, (await Again(box, task)).Status);
    }
}
