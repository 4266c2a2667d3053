using System.Net;
using System.Text.RegularExpressions;
using Amiable.Organizations;
using Amiable.Platform.Notices;
using Amiable.Tests.Stories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Members;

/// <summary>Members are invited by mail; the link opens the door once, for the person who is invited.</summary>
public sealed class InvitationTests
{
    private const string Paul = "paul@duvernay.example";
    private const string Nora = "nora@duvernay.example";

    [Fact]
    public async Task The_invited_person_follows_the_link_chooses_a_password_and_is_in()
    {
        var (server, _) = await People.WithPerson(Paul);
        var paul = await server.Signed(Paul);

        Assert.Equal("/settings/members", Visitor.To(await Invite(paul, " Nora@Duvernay.example ")));
        var mail = await server.MailTo(Nora);
        var link = People.LinkIn(mail);
        var nora = new Visitor(server);
        Assert.Contains("Join Duvernay Conseil", await nora.Read(link), StringComparison.Ordinal);
        Assert.Equal("/", Visitor.To(await Accept(nora, link)));

        Assert.True(await nora.IsIn());
        var members = await nora.Read("/settings/members");
        Assert.Contains("Nora Peeters", members, StringComparison.Ordinal);
        Assert.DoesNotContain("Link works until", members, StringComparison.Ordinal);
        Assert.Equal("/", Visitor.To(await new Visitor(server).SignIn(Nora)));
    }

    [Fact]
    public async Task After_a_hundred_invitations_within_a_day_nobody_else_is_written_to()
    {
        var (server, _) = await People.WithPerson(Paul);
        var paul = await server.Signed(Paul);
        var many = Enumerable
            .Range(0, 100)
            .Select(n => new Invitation(TestServer.New<InvitationId>(), $"n{n}@duvernay.example", "Paul"))
            .ToList();
        many.ForEach(i => i.Send([1], server.Clock.GetUtcNow()));
        await server.Save(server.Us, [.. many]);
        var before = await server.MailsWritten();

        Assert.Contains("More than 100 people", await Visitor.Said(await Invite(paul, Nora)), StringComparison.Ordinal);
        Assert.Equal(before, await server.MailsWritten());

        server.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal("/settings/members", Visitor.To(await Invite(paul, Nora)));
    }

    [Fact]
    public async Task The_mail_is_in_the_organizations_language_and_names_who_where_and_until_when()
    {
        var (server, _) = await People.WithPerson(Paul);
        await server.As(
            server.Us,
            services =>
            {
                var db = services.GetRequiredService<AppDb>();
                return db.Organizations.ExecuteUpdateAsync(set => set.SetProperty(o => o.Language, "de"));
            }
        );

        await Invite(await server.Signed(Paul), Nora);

        var mail = await server.MailTo(Nora);
        Assert.Contains("Paul Durand hat Sie in den Arbeitsbereich von Duvernay Conseil", mail.Text(), StringComparison.Ordinal);
        Assert.Contains("9. März 2026", mail.Text().Replace("9 März", "9. März", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("Einladung annehmen", mail.Html(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_language_has_every_text_and_no_hole_is_left_in_it()
    {
        Assert.Equal(["de", "en", "es", "fr", "it", "nl", "pt"], NoticeTexts.Languages.Order());
        foreach (var language in NoticeTexts.Languages)
        foreach (var kind in Enum.GetValues<NoticeKind>())
        {
            var link = kind == NoticeKind.PasswordChanged ? null : "https://amiable.example/l";
            var (subject, text, html) = NoticeTexts.Of(kind, language, link, "Ann <b>Roe</b>", "Duvernay & Cie", "9 March 2026");
            Assert.All([subject, text, html], written => Assert.DoesNotMatch(@"\{\d|→", written));
            Assert.True(subject.Length is > 10 and < 90, subject);
            if (link is null)
                continue;
            Assert.Contains(link, text, StringComparison.Ordinal);
            Assert.Contains($"href=\"{link}\"", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
            if (kind == NoticeKind.Invitation)
                Assert.All(
                    ["Ann <b>Roe</b>", "Duvernay & Cie", "9 March 2026"],
                    value => Assert.Contains(value, text, StringComparison.Ordinal)
                );
        }
    }

    [Fact]
    public async Task A_name_cannot_write_headers_into_the_mail()
    {
        Assert.DoesNotContain('\n', NoticeTexts.Of(NoticeKind.Invitation, "en", "l", "A\r\nBcc: x", "B", "C").Subject);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task The_link_works_once()
    {
        var (server, _) = await People.WithPerson(Paul);
        var link = await Invited(server, Nora);
        await Accept(new Visitor(server), link);

        await IsGone(new Visitor(server), link);
    }

    [Fact]
    public async Task Of_two_who_accept_at_once_one_joins()
    {
        var (server, _) = await People.WithPerson(Paul);
        var link = await Invited(server, Nora);

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Accept(new Visitor(server), link, "/sign-in")));

        Assert.Single(answers, a => Visitor.To(a) == "/");
        Assert.All(answers, a => Assert.NotEqual(HttpStatusCode.InternalServerError, a.StatusCode));
    }

    [Fact]
    public async Task The_link_works_for_seven_days()
    {
        var (server, _) = await People.WithPerson(Paul);
        var link = await Invited(server, Nora);

        server.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await new Visitor(server).Get(link)).StatusCode);
        server.Clock.Advance(TimeSpan.FromMinutes(1));

        await IsGone(new Visitor(server), link);
        Assert.Contains("Expired", await (await server.Signed(Paul)).Read("/settings/members"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sent_again_the_former_link_stops_working_and_the_seven_days_begin_anew()
    {
        var (server, _) = await People.WithPerson(Paul);
        var paul = await server.Signed(Paul);
        await Invite(paul, Nora);
        var first = People.LinkIn(await server.MailTo(Nora));
        server.Clock.Advance(TimeSpan.FromDays(8));
        paul = await server.Signed(Paul);

        Assert.Equal("/settings/members", Visitor.To(await Press(paul, "resend")));

        await IsGone(new Visitor(server), first);
        Assert.Equal("/", Visitor.To(await Accept(new Visitor(server), People.LinkIn(await server.MailTo(Nora, 2)))));
    }

    [Fact]
    public async Task Invited_once_more_by_address_is_the_same_as_sent_again()
    {
        var (server, _) = await People.WithPerson(Paul);
        var paul = await server.Signed(Paul);
        await Invite(paul, Nora);
        var first = People.LinkIn(await server.MailTo(Nora));
        await Invite(paul, Nora.ToUpperInvariant());

        await IsGone(new Visitor(server), first);
        Assert.Equal(1, await server.As(server.Us, s => s.GetRequiredService<AppDb>().Invitations.CountAsync()));
    }

    [Fact]
    public async Task An_invitation_that_was_taken_back_opens_nothing()
    {
        var (server, _) = await People.WithPerson(Paul);
        var paul = await server.Signed(Paul);
        await Invite(paul, Nora);
        var link = People.LinkIn(await server.MailTo(Nora));

        Assert.Equal("/settings/members", Visitor.To(await Press(paul, "revoke")));

        await IsGone(new Visitor(server), link);
        Assert.DoesNotContain(Nora, await paul.Read("/settings/members"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("organization")]
    [InlineData("short")]
    [InlineData("long")]
    [InlineData("nonsense")]
    public async Task A_tampered_link_opens_nothing(string how)
    {
        var (server, _) = await People.WithPerson(Paul);
        var link = await Invited(server, Nora);

        var tampered = how switch
        {
            "secret" => link[..^1] + (link[^1] == 'A' ? 'B' : 'A'),
            "organization" => "/invitations/"
                + Amiable.Platform.Secrets.OwnedSecret.Parse(link["/invitations/".Length..])! with
                {
                    Organization = server.SomebodyElse,
                },
            "short" => link[..40],
            "long" => link + "A",
            _ => "/invitations/..%2f'\"<script>",
        };

        await IsGone(new Visitor(server), tampered);
        Assert.Equal("/", Visitor.To(await Accept(new Visitor(server), link)));
    }

    [Fact]
    public async Task Who_has_a_login_joins_by_being_signed_in_with_it_and_nobody_else_can()
    {
        var (server, _) = await People.WithPerson(Paul);
        await server.Person(Nora, server.SomebodyElse);
        await server.Person("eve@else.example", server.SomebodyElse);
        var link = await Invited(server, Nora);

        // A stranger is led to sign in, and the form of a newcomer is not accepted.
        var stranger = new Visitor(server);
        Assert.Contains(
            $"/sign-in?next={Uri.EscapeDataString(link)}",
            WebUtility.HtmlDecode(await stranger.Read(link)),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Accept(stranger, link, "/sign-in")).StatusCode);

        // Somebody else is asked to sign out, and comes back to the invitation.
        var eve = await server.Signed("eve@else.example");
        Assert.Contains("signed in as somebody else", await eve.Read(link), StringComparison.Ordinal);
        var refused = await Accept(eve, link);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(link, Visitor.To(await eve.Post(link, "/sign-out", ("next", link))));
        Assert.Equal(HttpStatusCode.OK, (await eve.Get(link)).StatusCode);

        Assert.Equal(link, Visitor.To(await stranger.SignIn(Nora, next: link)));
        Assert.Contains(
            "value=\"Peeters\"",
            (await stranger.Read(link)).Replace("Durand", "Peeters", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.Equal("/", Visitor.To(await Accept(stranger, link)));
        Assert.Contains("Duvernay Conseil", await stranger.Read("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_person_switches_between_two_organizations_and_sees_each_ones_own()
    {
        var (server, _) = await People.WithPerson(Paul);
        await server.Person(Nora, server.Us, server.SomebodyElse);
        await server.Account("Only Ours");
        await server.Account("Only Theirs", of: server.SomebodyElse);
        var nora = await server.Signed(Nora);
        Assert.Contains("Only Ours", await nora.Read("/accounts"), StringComparison.Ordinal);
        Assert.DoesNotContain("Only Theirs", await nora.Read("/accounts"), StringComparison.Ordinal);

        Assert.Equal("/", Visitor.To(await nora.Post("/", $"/organizations/{server.SomebodyElse.Value}/look")));

        Assert.Contains("Only Theirs", await nora.Read("/accounts"), StringComparison.Ordinal);
        Assert.DoesNotContain("Only Ours", await nora.Read("/accounts"), StringComparison.Ordinal);
        // The next sign-in shows the one of the last time.
        Assert.Contains("Only Theirs", await (await server.Signed(Nora)).Read("/accounts"), StringComparison.Ordinal);
        // Whoever is not a member does not get there.
        var paul = await server.Signed(Paul);
        Assert.Equal(HttpStatusCode.NotFound, (await paul.Post("/", $"/organizations/{server.SomebodyElse.Value}/look")).StatusCode);
    }

    [Theory]
    [InlineData("paul@duvernay.example", "member already")]
    [InlineData("PAUL@duvernay.example ", "member already")]
    [InlineData("nobody", "not an e-mail address")]
    [InlineData("", "not an e-mail address")]
    [InlineData("jörg@müller.example", "not an e-mail address")]
    [InlineData("a@b.example, c@d.example", "not an e-mail address")]
    public async Task Who_cannot_be_invited_is_told_at_the_field(string email, string why)
    {
        var (server, _) = await People.WithPerson(Paul);

        var answer = await Invite(await server.Signed(Paul), email);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(why, await Visitor.Said(answer), StringComparison.Ordinal);
        Assert.Equal(0, await server.MailsWritten());
        Assert.Equal(0, await server.As(server.Us, s => s.GetRequiredService<AppDb>().Invitations.CountAsync()));
    }

    [Fact]
    public async Task A_sixth_mail_within_the_hour_is_refused_and_the_last_link_goes_on_working()
    {
        var (server, _) = await People.WithPerson(Paul);
        var paul = await server.Signed(Paul);
        for (var i = 0; i < 5; i++)
            await Invite(paul, Nora);

        var refused = await Invite(paul, Nora);

        Assert.Contains("written to several times", await Visitor.Said(refused), StringComparison.Ordinal);
        Assert.Equal("/", Visitor.To(await Accept(new Visitor(server), People.LinkIn(await server.MailTo(Nora, 5)))));
    }

    [Fact]
    public async Task Another_organizations_invitation_is_not_found()
    {
        var (server, _) = await People.WithPerson(Paul);
        var link = await Invited(server, Nora);
        await server.Person("eve@else.example", server.SomebodyElse);
        var eve = await server.Signed("eve@else.example");
        var id = await server.As(server.Us, s => s.GetRequiredService<AppDb>().Invitations.Select(i => i.Id).SingleAsync());

        foreach (var verb in new[] { "resend", "revoke" })
            Assert.Equal(
                HttpStatusCode.NotFound,
                (await eve.Post("/settings/members", $"/settings/members/invitations/{id.Value}/{verb}")).StatusCode
            );

        Assert.DoesNotContain(Nora, await eve.Read("/settings/members"), StringComparison.Ordinal);
        Assert.Equal("/", Visitor.To(await Accept(new Visitor(server), link)));
    }

    [Fact]
    public async Task A_mail_that_cannot_leave_waits_and_does_not_keep_the_others()
    {
        var (server, _) = await People.WithPerson(Paul);
        server.Mailbox.Break = mail => mail.To.Contains(Nora) ? new InvalidOperationException($"550 <{Nora}> unknown") : null;
        var paul = await server.Signed(Paul);
        await Invite(paul, Nora);
        await Invite(paul, "otto@duvernay.example");
        await server.MailTo("otto@duvernay.example");

        server.Mailbox.Break = _ => null;
        server.Clock.Advance(TimeSpan.FromMinutes(30));

        Assert.NotNull(await server.MailTo(Nora));
    }

    [Fact]
    public async Task A_copied_database_opens_no_invitation()
    {
        var (server, _) = await People.WithPerson(Paul);
        var link = await Invited(server, Nora);

        Assert.DoesNotContain(link["/invitations/".Length..][44..], await server.DatabaseText(), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> Invite(Visitor visitor, string email) =>
        visitor.Post("/settings/members", "/settings/members/invite", ("email", email));

    private static async Task<string> Invited(TestServer server, string email)
    {
        await Invite(await server.Signed(Paul), email);
        return People.LinkIn(await server.MailTo(email));
    }

    private static Task<HttpResponseMessage> Accept(Visitor visitor, string link, string? page = null) =>
        visitor.Post(page ?? link, link, ("firstName", "Nora"), ("lastName", "Peeters"), ("password", Visitor.Password));

    private static async Task<HttpResponseMessage> Press(Visitor visitor, string verb)
    {
        var page = await visitor.Read("/settings/members");
        return await visitor.Post("/settings/members", Regex.Match(page, $"/settings/members/invitations/[0-9a-f-]+/{verb}").Value);
    }

    private static async Task IsGone(Visitor visitor, string link)
    {
        var answer = await visitor.Get(link);
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.Contains("does not work any more", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await Accept(visitor, link, "/sign-in")).StatusCode);
    }
}
