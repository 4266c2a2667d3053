using System.Net;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Organizations;
using Amiable.Tasks;
using Amiable.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Communications;

public sealed class EditCommunicationTests
{
    [Fact]
    public async Task What_is_edited_is_pinned_and_the_agent_leaves_it_alone()
    {
        await using var server = await TestServer.Start(Autonomy.Approve);
        var (account, _, message) = await server.Planned();
        var client = await server.SignedIn(server.Us);

        await client.Edit(message, ("subject", "Un mot, Anne"), ("sendOn", "2026-03-05"), ("sendAt", "10:15"));
        await server.As(server.Us, s => s.GetRequiredService<PlanFollowUps>().Run([account.Id], default));

        var edited = await server.Again(message);
        Assert.True(edited.IsPinned);
        Assert.Equal(("Un mot, Anne", TestServer.Day("2026-03-05")), (edited.Subject, edited.SendOn));
        Assert.Equal("2026-03-05T09:15:00Z", $"{edited.SendAt.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}");
        Assert.Contains("the agent leaves day and words alone", await client.GetStringAsync(message.Page()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_words_keep_their_html_and_other_words_get_their_own()
    {
        await using var server = await TestServer.Start(Autonomy.Approve);
        var (_, _, message) = await server.Planned();
        var client = await server.SignedIn(server.Us);
        await client.Edit(message, ("subject", "Un mot, Anne"));
        Assert.Equal((message.Text, message.Html), ((await server.Again(message)).Text, (await server.Again(message)).Html));

        await client.Edit(await server.Again(message), ("text", "Bonjour,\r\n\r\nMerci de <b>régler</b>.\r\n"));
        var edited = await server.Again(message);
        Assert.Equal("Bonjour,\n\nMerci de <b>régler</b>.", edited.Text);
        Assert.Contains("Merci de &lt;b&gt;", edited.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_another_tone_untouched_words_are_the_agents_in_that_tone_and_typed_ones_stay()
    {
        await using var server = await TestServer.Start(Autonomy.Approve);
        var (_, _, message) = await server.Planned();
        var client = await server.SignedIn(server.Us);
        Assert.Equal(Tone.Courteous, message.Tone);

        var offered = WebUtility.HtmlDecode(
            await (
                await TestServer.Post(client, $"{message.Page()}/edit", $"{message.Page()}/tone", ("tone", "firm"), ("text", "Gone"))
            ).Content.ReadAsStringAsync()
        );
        await client.Edit(message, ("tone", "firm"));

        var firm = await server.Again(message);
        Assert.Equal(Tone.Firm, firm.Tone);
        Assert.NotEqual(message.Text, firm.Text);
        Assert.Contains("<table", firm.Html, StringComparison.Ordinal);
        Assert.Contains(firm.Text.Split('\n')[2], offered, StringComparison.Ordinal);
        Assert.DoesNotContain("Gone", offered, StringComparison.Ordinal);

        await client.Edit(firm, ("tone", "professional"), ("text", "Bonjour,\n\nMerci de nous appeler."));
        var own = await server.Again(message);
        Assert.Equal((Tone.Professional, "Bonjour,\n\nMerci de nous appeler."), (own.Tone, own.Text));
    }

    [Theory]
    [InlineData("text", "Veuillez payer 99 999,00 € avant demain.", "99")]
    [InlineData("subject", "Vous devez 12 345,67 €", "12")]
    public async Task A_figure_the_ledger_does_not_explain_is_refused_at_its_field(string field, string words, string figure)
    {
        await using var server = await TestServer.Start(Autonomy.Approve);
        var (_, _, message) = await server.Planned();
        var client = await server.SignedIn(server.Us);

        var answer = await client.Edit(message, (field, words));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Matches($"id=\"{field}-error\"[\\s\\S]*The ledger does not explain: {figure}", page);
        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.False((await server.Again(message)).IsPinned);
    }

    [Theory]
    [InlineData("sendOn", "2026-03-08", "no business day")]
    [InlineData("sendOn", "2026-02-27", "passed")]
    [InlineData("sendOn", "", "Choose a day")]
    [InlineData("sendAt", "06:00", "08:30")]
    [InlineData("subject", " ", "Say in the subject")]
    [InlineData("text", " ", "empty")]
    public async Task What_is_wrong_is_said_at_its_field(string field, string value, string said)
    {
        await using var server = await TestServer.Start(Autonomy.Approve);
        var (_, _, message) = await server.Planned();
        var answer = await (await server.SignedIn(server.Us)).Edit(message, ("sendOn", "2026-03-05"), (field, value));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Matches($"id=\"{field}-error\"[\\s\\S]*{said}", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Nobody_in_to_is_said_at_the_recipients()
    {
        await using var server = await TestServer.Start(Autonomy.Approve);
        var (_, _, message) = await server.Planned();
        var contact = $"contact-{message.Recipients[0].Contact.Value}";
        var answer = await (await server.SignedIn(server.Us)).Edit(message, (contact, "copy"));
        Assert.Contains("Choose at least one person", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_cannot_be_made_a_recipient()
    {
        await using var server = await TestServer.Start(Autonomy.Approve);
        var (_, _, message) = await server.Planned();
        var (_, _, other) = await server.Planned("Another account");
        var answer = await (await server.SignedIn(server.Us)).Edit(message, ($"contact-{other.Recipients[0].Contact.Value}", "to"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("Choose among the contacts", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_form_overwrites_nothing()
    {
        await using var server = await TestServer.Start(Autonomy.Approve);
        var (_, _, message) = await server.Planned();
        var client = await server.SignedIn(server.Us);
        await client.Edit(message, ("subject", "The first one"));
        var answer = await client.Edit(message, ("subject", "The second one"));
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("The first one", (await server.Again(message)).Subject);
    }

    [Fact]
    public async Task A_message_whose_figures_changed_after_it_was_edited_can_be_edited_to_the_new_ones()
    {
        await using var server = await TestServer.Start(Autonomy.Approve);
        var (account, invoice, message) = await server.Planned();
        var client = await server.SignedIn(server.Us);
        await client.Edit(message, ("text", "Bonjour, il reste 1 540,00 € à régler."));
        await server.Do<EditPaidAmount, Done>(u => u.Run(invoice.Id, 540m, TestServer.Day("2026-03-02"), default));
        await server.As(server.Us, s => s.GetRequiredService<PlanFollowUps>().Run([account.Id], default));
        var outdated = await server.Again(message);
        Assert.Equal("outdated", outdated.StatusReason);
        Assert.Contains("its figures have changed", await client.GetStringAsync(message.Page()), StringComparison.Ordinal);

        // What it said no longer holds, and saving it again does not make it hold.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await client.Edit(outdated)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await client.Edit(outdated, ("text", "Bonjour, il reste 1 000,00 € à régler."))).StatusCode);

        await server.As(server.Us, s => s.GetRequiredService<PlanFollowUps>().Run([account.Id], default));
        var mended = await server.Again(message);
        Assert.Null(mended.StatusReason);
        Assert.Equal([new Money(100000, "EUR")], mended.Facts.Asked);
        Assert.Equal(HumanTaskStatus.Closed, (await server.Read(db => db.Tasks.SingleAsync())).Status);
    }

    [Fact]
    public async Task The_agent_writes_again_what_is_given_back_to_it()
    {
        await using var server = await TestServer.Start(Autonomy.Approve);
        var (_, _, message) = await server.Planned();
        var client = await server.SignedIn(server.Us);
        await client.Edit(message, ("text", "Mes mots à moi."), ("sendOn", "2026-03-06"), ("sendAt", "10:00"));

        await client.Press(await server.Again(message), "rewrite");

        var rewritten = await server.Again(message);
        Assert.False(rewritten.IsPinned);
        Assert.Equal((message.Text, message.SendOn), (rewritten.Text, rewritten.SendOn));
    }

    [Fact]
    public async Task Whoever_edits_an_approved_message_answers_for_it()
    {
        await using var server = await TestServer.Start(Autonomy.Approve);
        var (_, _, message) = await server.Planned();
        var client = await server.SignedIn(server.Us);
        await client.Press(message, "approve");
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await client.Edit(await server.Again(message), ("subject", "Un mot, Anne"), ("sendOn", "2026-03-05"), ("sendAt", "10:00"));
        var edited = await server.Again(message);
        Assert.Equal(CommunicationStatus.Scheduled, edited.Status);
        Assert.Equal(server.Clock.GetUtcNow(), edited.ApprovedAt);
    }

    [Fact]
    public async Task A_preview_is_the_message_as_it_would_be_sent()
    {
        await using var server = await TestServer.Start(Autonomy.Approve);
        var (_, _, message) = await server.Planned();
        var client = await server.SignedIn(server.Us);
        var preview = await TestServer.Post(client, $"{message.Page()}/edit", $"{message.Page()}/preview", ("text", "Mes mots à moi."));
        Assert.Contains("Mes mots à moi.", WebUtility.HtmlDecode(await preview.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Contains("sandbox", preview.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False((await server.Again(message)).IsPinned);
    }

    [Fact]
    public async Task What_left_is_no_longer_edited()
    {
        await using var server = await TestServer.Start();
        var (_, _, message) = await server.Planned();
        server.Clock.Set($"{message.SendAt.UtcDateTime:O}");
        await server.SendWhatIsDue();
        var client = await server.SignedIn(server.Us);
        var answer = await client.GetAsync($"{message.Page()}/edit");
        Assert.Equal(message.Page(), answer.Headers.Location!.OriginalString);
    }
}
