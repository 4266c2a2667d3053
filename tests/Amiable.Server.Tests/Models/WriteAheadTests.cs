using System.Text.Json;
using Amiable.Accounts;
using Amiable.Communications;
using Amiable.FollowUp;
using Amiable.Integrations.Models;
using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Models;

/// <summary>Words of a language model on their way into a message, and everything that keeps them out of it.</summary>
public sealed class WriteAheadTests(ModelOffice office) : IClassFixture<ModelOffice>
{
    private static string Words(
        string before = "Nos comptes font encore apparaître la facture {number}, échue le {date}, comme ouverte."
    ) =>
        JsonSerializer.Serialize(
            new
            {
                subject = "Facture {number} – {creditor}",
                before = new[] { before },
                after = new[] { "Pourriez-vous nous indiquer quand le règlement de {toPay} est prévu ? Une courte réponse nous suffit." },
            }
        );

    private const string Proposed = "Nos comptes font encore apparaître la facture F-1, échue le";

    private async Task<(OrganizationId Us, AccountId Account)> Planned(ModelStub stub, Autonomy autonomy = Autonomy.Approve)
    {
        var us = await office.Organization(stub, autonomy: autonomy);
        var account = await office.Server.Account(of: us);
        var due = DateOnly.FromDateTime(office.Server.Clock.GetUtcNow().UtcDateTime).AddDays(-2);
        await office.Server.Invoice(account, "F-1", $"{due:yyyy-MM-dd}", 150, of: us);
        await Plan(us, account.Id);
        return (us, account.Id);
    }

    private Task<PlanCounts> Plan(OrganizationId us, AccountId account) =>
        office.Server.As(us, s => s.GetRequiredService<PlanFollowUps>().Run([account], default));

    private Task<int> WriteAhead(OrganizationId us) => office.Server.As(us, s => s.GetRequiredService<WriteAhead>().Run(default));

    private Task<Communication> Message(OrganizationId us) =>
        office.Server.As(us, s => s.GetRequiredService<AppDb>().Communications.AsNoTracking().SingleAsync());

    [Fact]
    public async Task Words_of_the_model_are_seen_before_approval_and_are_what_leaves()
    {
        await using var stub = await ModelStub.Start(ModelStub.Chat(Words()));
        var (us, _) = await Planned(stub);

        Assert.Equal(1, await WriteAhead(us));
        Assert.Equal(0, await WriteAhead(us));

        var message = await Message(us);
        Assert.StartsWith("Facture F-1 – Duvernay", message.Subject, StringComparison.Ordinal);
        Assert.Contains(Proposed, message.Text, StringComparison.Ordinal);
        Assert.Contains("assistant", message.Text, StringComparison.Ordinal);
        Assert.Equal("model write-message.v1 test-model", message.Facts.Template);
        Assert.Single(stub.Requests);
        using (var browser = await office.Server.SignedIn(us))
            Assert.Contains(
                "were proposed by test-model",
                await browser.GetStringAsync($"/communications/{message.Id.Value}"),
                StringComparison.Ordinal
            );
        Assert.Equal(CommunicationStatus.AwaitingApproval, message.Status);
        await office.Server.As(us, s => s.GetRequiredService<ApproveCommunication>().Run(message.Id, message.Version, default));
        office.Server.Clock.Advance(message.SendAt.AddMinutes(1) - office.Server.Clock.GetUtcNow());
        await office.Server.As(us, s => s.GetRequiredService<SendDueCommunications>().Run(default));

        var sent = await Message(us);
        Assert.Equal((CommunicationStatus.Sent, message.Text), (sent.Status, sent.Text));
    }

    [Theory]
    [InlineData("Veuillez régler {toPay} sur le compte FR76 3000 6000 0112 3456 7890 189 désormais.")]
    [InlineData("Veuillez régler 999,00 € pour la facture {number}, qui reste ouverte chez nous.")]
    [InlineData("Veuillez régler la facture {number} sur https://paie.evil.example/maintenant.")]
    [InlineData("Sans règlement de la facture {number}, un huissier se présentera chez vous.")]
    public async Task Words_that_fail_a_check_twice_are_left_out_and_that_is_noted_once(string before)
    {
        await using var stub = await ModelStub.Start(ModelStub.Chat(Words(before)), ModelStub.Chat(Words(before)));
        var (us, _) = await Planned(stub);
        var builtIn = (await Message(us)).Text;

        Assert.Equal(0, await WriteAhead(us));
        Assert.Equal(0, await WriteAhead(us));

        Assert.Equal(builtIn, (await Message(us)).Text);
        Assert.Equal(2, stub.Requests.Count);
        Assert.Equal([ModelOutcome.WordsRejected, ModelOutcome.WordsRejected], (await office.Calls(us)).Select(c => c.Outcome));
    }

    [Fact]
    public async Task When_the_figures_change_the_words_are_the_built_in_ones_until_there_are_new_ones()
    {
        await using var stub = await ModelStub.Start(
            ModelStub.Chat(Words()),
            ModelStub.Chat(Words("Il reste un solde ouvert sur la facture {number}, échue le {date}."))
        );
        var (us, account) = await Planned(stub);
        await WriteAhead(us);
        await office.Server.As(
            us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                var payment = new Credits.Payment(
                    TestServer.New<CreditId>(),
                    account,
                    new(50_00, "EUR"),
                    new(2026, 3, 1),
                    office.Server.Clock.GetUtcNow()
                );
                db.Add(payment);
                Assert.Null((await db.Invoices.SingleAsync()).Allocate(payment, new(50_00, "EUR"), new(2026, 3, 1)));
                return await db.SaveChangesAsync();
            }
        );

        await Plan(us, account);

        var between = await Message(us);
        Assert.DoesNotContain(Proposed, between.Text, StringComparison.Ordinal);
        Assert.StartsWith("built-in", between.Facts.Template, StringComparison.Ordinal);
        Assert.Equal(1, await WriteAhead(us));
        Assert.Contains("Il reste un solde ouvert", (await Message(us)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_approved_keeps_the_words_approved_although_the_model_wrote_others_since()
    {
        await using var stub = await ModelStub.Start(ModelStub.Chat(Words()));
        var (us, account) = await Planned(stub);
        var message = await Message(us);
        var key = await office.Server.As(
            us,
            async s =>
            {
                var facts = (await s.GetRequiredService<ReadSituation>().Run([account], default)).Single();
                return new Amiable.Writing.WordingBrief(WriteMessage.For(facts, facts.Plan().Next!, facts.Plan()).Brief).Key;
            }
        );
        await office.Server.As(us, s => s.GetRequiredService<ApproveCommunication>().Run(message.Id, message.Version, default));
        // Somebody approved while the model was still thinking.
        await office.Server.Save(
            us,
            new ModelWording(
                TestServer.New<ModelWordingId>(),
                account,
                key,
                office.Server.Clock.GetUtcNow(),
                "m",
                "p",
                new("Facture {number} – {creditor}", ["Autre texte pour la facture {number}."], [])
            )
        );

        Assert.Equal(0, await WriteAhead(us));
        await Plan(us, account);

        var approved = await Message(us);
        Assert.Equal((message.Text, CommunicationStatus.Scheduled), (approved.Text, approved.Status));
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task A_model_that_is_down_keeps_no_message_back()
    {
        await using var stub = await ModelStub.Start();
        var (us, _) = await Planned(stub, Autonomy.Auto);
        var message = await Message(us);

        Assert.Equal(0, await WriteAhead(us));
        office.Server.Clock.Advance(message.SendAt.AddMinutes(1) - office.Server.Clock.GetUtcNow());
        await office.Server.As(us, s => s.GetRequiredService<SendDueCommunications>().Run(default));

        var sent = await Message(us);
        Assert.Equal((CommunicationStatus.Sent, message.Text), (sent.Status, sent.Text));
    }

    [Fact]
    public async Task Switched_off_the_messages_that_wait_speak_in_the_built_in_words_again()
    {
        await using var stub = await ModelStub.Start(ModelStub.Chat(Words()));
        var (us, _) = await Planned(stub);
        var builtIn = (await Message(us)).Text;
        await WriteAhead(us);
        Assert.NotEqual(builtIn, (await Message(us)).Text);

        var removed = await office.Server.As(us, s => s.GetRequiredService<RemoveModel>().Run(1, default));

        Assert.Null(removed.Problem);
        Assert.Equal(builtIn, (await Message(us)).Text);
    }
}
