using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Credits;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.LatePayment;
using Amiable.Organizations;
using Amiable.Tasks;
using Amiable.Tests.Architecture;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.FollowUp;

/// <summary>Every save marks whose plan may follow from it.</summary>
public sealed class PlanMarkTests : IAsyncDisposable
{
    private readonly TestServer _server = TestServer.Start().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private static readonly DateOnly Day = TestServer.Day("2026-03-02");

    /// <summary>What the planner reads, and a change of it.</summary>
    private static readonly Dictionary<string, Action<Scene>> Facts = new()
    {
        ["account renamed"] = s => s.Account.Describe(s.Account.Details with { Name = "Roux & Fils" }),
        ["account moves to another country"] = s => s.Account.Describe(s.Account.Details with { Country = "JP" }),
        ["account paused"] = s => s.Account.Pause(PauseReason.Other, null, null, Day),
        ["formal notice posted"] = s => s.Account.FormalNoticeWasPosted(Day),
        ["contact added"] = s => s.Db.Add(new Contact(TestServer.New<ContactId>(), s.Account.Id, "Max", "max@roux.example")),
        ["contact gets another address"] = s => s.Contact.Describe("Anne", "anne.roux@roux.example", null, null, null, null),
        ["contact bounces"] = s => s.Contact.EmailBounced(),
        ["contact is away"] = s => s.Contact.IsAway(Day.AddDays(9), null),
        ["contact deleted"] = s => s.Db.Remove(s.Contact),
        ["invoice added"] = s => s.Db.Add(Invoice(s.Account, "F-2", s.Now)),
        ["invoice falls due on another day"] = s => s.Invoice.FallsDue(TestServer.Day("2026-04-01")),
        ["invoice contested"] = s => s.Invoice.Dispute(DisputeReason.Quality, null, Day),
        ["invoice promised"] = s => s.Invoice.Promise(Day.AddDays(3), Day),
        ["invoice excluded"] = s => s.Invoice.Exclude(Exclusion.Draft),
        ["invoice written off"] = s => s.Invoice.WriteOff(Day),
        ["invoice paid"] = s => Assert.Null(s.Invoice.Allocate(s.Credit, Money.OfMajor(10, "EUR")!.Value, Day)),
        ["invoice deleted"] = s => s.Db.Remove(s.Invoice),
        ["document added"] = s => s.Db.Add(Document(s.Other, s.Now)),
        ["document deleted"] = s => s.Db.Remove(s.Document),
        ["payment added"] = s => s.Db.Add(new Payment(TestServer.New<CreditId>(), s.Account.Id, Euros(5), Day, s.Now)),
        ["credit note added"] = s => s.Db.Add(new CreditNote(TestServer.New<CreditId>(), s.Account.Id, "A-1", Euros(5), Day, s.Now)),
        ["credit deleted"] = s => s.Db.Remove(s.Credit),
        ["message written"] = s => s.Db.Add(Message(s.Account, Origin.Member, "hand", CommunicationStatus.Draft, s.Now)),
        ["message received"] = s => s.Db.Add(Message(s.Account, Origin.Customer, "in", CommunicationStatus.Draft, s.Now)),
        ["message held back"] = s => s.Message.HoldBack("StaleLedger"),
        ["message cancelled"] = s => s.Message.Cancel("by a member", byMember: true),
        ["message on its way"] = s => s.Message.Claim("proof"),
        ["task added"] = s => s.Db.Add(Asked(s.Account, "another", s.Now)),
        ["task ended"] = s => s.Task.Close(null, s.Now),
        ["declaration added"] = s => s.Db.Add(Declaration(s.Account, s.Invoice, s.Now)),
        ["declaration resolved"] = s => s.Declaration.Resolve(DeclarationResolution.Superseded, null, null, s.Now),
        ["late claim decided"] = s =>
            s.Db.Add(new LateDecision(TestServer.New<LateDecisionId>(), s.Account.Id, 1, ClaimStance.Claim, Day, "Claire", null, [])),
        ["words proposed"] = s =>
            s.Db.Add(new ModelWording(TestServer.New<ModelWordingId>(), s.Account.Id, "key", s.Now, "model", "prompt.v1", null)),
    };

    public static TheoryData<string> Names => [.. Facts.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_fact_of_an_account_marks_it_and_no_other(string fact)
    {
        var roux = await Furnished("Roux");
        await Furnished("Petit");
        await Forget();

        await Store(async db => Facts[fact](await Scene.Of(db, roux, _server.Clock.GetUtcNow())));

        Assert.Equal([roux.Id], await Marked());
        Assert.Equal(0, await Everybody());
        Assert.Empty(
            await _server.As(
                _server.SomebodyElse,
                s => s.GetRequiredService<AppDb>().PlanMarks.Where(m => m.AccountId != null).ToListAsync()
            )
        );
    }

    [Fact]
    public async Task A_new_account_is_marked()
    {
        await Forget();

        var roux = await _server.Account();

        Assert.Equal([roux.Id], await Marked());
    }

    [Theory]
    [InlineData("policy")]
    [InlineData("autonomy")]
    [InlineData("bank")]
    [InlineData("sender")]
    [InlineData("blackout days")]
    [InlineData("rate")]
    public async Task What_concerns_everybody_marks_everybody(string what)
    {
        await Furnished("Roux");
        await Forget();

        await Store(async db =>
        {
            var us = await db.Organizations.SingleAsync();
            if (what == "policy")
                us.Follow(us.Policy with { MinimumGapBusinessDays = 4 });
            else if (what == "autonomy")
                us.Trust(Autonomy.Approve);
            else if (what == "bank")
                us.Describe(us.Profile with { Bank = new("Duvernay Conseil", "FR7630006000011234567890189") });
            else if (what == "sender")
                us.Introduce("Max", "max@duvernay.example", null);
            else if (what == "blackout days")
                us.KeepQuietOn([new(2026, 12, 24)]);
            else
                db.OwnRates.Add(new(TestServer.New<OwnRateId>(), Regime.France, new(2026, 7, 1), 1215, "JO"));
        });

        Assert.Equal(1, await Everybody());
        Assert.Empty(await Marked());
    }

    [Fact]
    public async Task Who_was_only_read_again_from_the_source_is_not_marked()
    {
        var roux = await Furnished("Roux");
        await Forget();

        await Store(async db => (await db.Accounts.SingleAsync(a => a.Id == roux.Id)).LedgerWasRead(_server.Clock.GetUtcNow()));

        Assert.Empty(await Marked());
    }

    [Fact]
    public async Task What_was_not_saved_marks_nobody()
    {
        var roux = await Furnished("Roux");
        await Forget();

        await Assert.ThrowsAsync<DbUpdateException>(() =>
            Store(db =>
            {
                db.Add(Invoice(roux, "F-Roux", _server.Clock.GetUtcNow())); // There is one of that number.
                return Task.CompletedTask;
            })
        );

        Assert.Empty(await Marked());
    }

    [Fact]
    public async Task What_moves_to_another_account_marks_both()
    {
        var (roux, petit) = (await Furnished("Roux"), await Furnished("Petit"));
        await Forget();

        await Store(async db =>
        {
            var invoice = await db.Invoices.FirstAsync(i => i.AccountId == roux.Id);
            db.Entry(invoice).Property(i => i.AccountId).CurrentValue = petit.Id;
        });

        Assert.Equal(new[] { roux.Id, petit.Id }.OrderBy(a => a.Value), await Marked());
    }

    [Fact]
    public void Every_table_says_whether_a_plan_follows_from_it()
    {
        using var data = new TemporaryFolder();
        var options = new DbContextOptionsBuilder<AppDb>();
        Database.In(new DataFolder(data.Path)).Configure(options);
        using var db = new AppDb(options.Options, new CurrentOrganization());
        var types = db
            .Model.GetEntityTypes()
            .Where(t => t.BaseType is null && (t.ClrType.IsAssignableTo(typeof(Owned)) || t.ClrType.Name is "Organization" or "Allocation"))
            .Select(t => t.ClrType)
            .ToList();
        List<Type> said = [.. WhatPlansFollow.OfItsAccount, .. WhatPlansFollow.OfEverybody, .. WhatPlansFollow.OfNobody.Keys];

        Assert.Contains(typeof(Invoice), types);
        Assert.Equal(types.Select(t => t.Name).Order(StringComparer.Ordinal), said.Select(t => t.Name).Order(StringComparer.Ordinal));
        Assert.All(WhatPlansFollow.OfNobody.Values, reason => Assert.True(reason.Length > 10));
        // Marked by what they say of an account; a document says it by its invoice.
        Assert.All(
            WhatPlansFollow.OfItsAccount.Except([typeof(Account), typeof(InvoiceDocument)]),
            type => Assert.NotNull(db.Model.FindEntityType(type)!.FindProperty("AccountId"))
        );
    }

    /// <summary>An account of which there is one of everything, and one invoice more.</summary>
    private async Task<Account> Furnished(string name)
    {
        var (account, now) = (await _server.Account(name, email: $"pay@{name.ToLowerInvariant()}.example"), _server.Clock.GetUtcNow());
        var invoice = Invoice(account, $"F-{name}", now);
        await _server.Save(
            _server.Us,
            invoice,
            Invoice(account, $"G-{name}", now),
            Document(invoice, now),
            new Payment(TestServer.New<CreditId>(), account.Id, Euros(10), Day, now),
            Message(account, Origin.Agent, "first", CommunicationStatus.Scheduled, now),
            Asked(account, "one", now),
            Declaration(account, invoice, now)
        );
        return account;
    }

    private static Money Euros(decimal amount) => Money.OfMajor(amount, "EUR")!.Value;

    private static Invoice Invoice(Account account, string number, DateTimeOffset now) =>
        new(TestServer.New<InvoiceId>(), account.Id, number, Day.AddDays(-40), Day.AddDays(-10), Euros(100), now);

    private static InvoiceDocument Document(Invoice of, DateTimeOffset now) =>
        new(TestServer.New<InvoiceDocumentId>(), of.Id, "f.pdf", "application/pdf", "%PDF-1.4"u8.ToArray(), $"{of.Id}", now);

    private static Communication Message(Account account, Origin origin, string step, CommunicationStatus status, DateTimeOffset now) =>
        new(TestServer.New<CommunicationId>(), account.Id, origin, step, status, now);

    private static HumanTask Asked(Account account, string key, DateTimeOffset now) =>
        new(
            TestServer.New<HumanTaskId>(),
            TaskKind.HumanRequested,
            $"{key} {account.Id.Value:N}",
            account.Id,
            new Dictionary<string, string>(),
            now
        );

    private static PaymentDeclaration Declaration(Account account, Invoice about, DateTimeOffset now) =>
        new(
            TestServer.New<PaymentDeclarationId>(),
            account.Id,
            DeclarationKind.Promise,
            [new(about.Id, about.Number)],
            Day.AddDays(5),
            now
        );

    private Task<int> Store(Func<AppDb, Task> change) =>
        _server.As(
            _server.Us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                await change(db);
                return await db.SaveChangesAsync();
            }
        );

    private Task<int> Forget() => _server.As(_server.Us, s => s.GetRequiredService<AppDb>().PlanMarks.ExecuteDeleteAsync());

    private Task<List<AccountId>> Marked() =>
        _server.As(
            _server.Us,
            async s =>
                (
                    await s.GetRequiredService<AppDb>()
                        .PlanMarks.Where(m => m.AccountId != null)
                        .Select(m => m.AccountId!.Value)
                        .ToListAsync()
                )
                    .Distinct()
                    .OrderBy(a => a.Value)
                    .ToList()
        );

    private Task<int> Everybody() =>
        _server.As(_server.Us, s => s.GetRequiredService<AppDb>().PlanMarks.CountAsync(m => m.AccountId == null));

    /// <summary>One of everything of an account, read to be changed.</summary>
    private sealed record Scene(
        AppDb Db,
        Account Account,
        Contact Contact,
        Invoice Invoice,
        Invoice Other,
        InvoiceDocument Document,
        Credit Credit,
        Communication Message,
        HumanTask Task,
        PaymentDeclaration Declaration,
        DateTimeOffset Now
    )
    {
        public static async Task<Scene> Of(AppDb db, Account account, DateTimeOffset now)
        {
            var invoices = await db.Invoices.Where(i => i.AccountId == account.Id).OrderBy(i => i.Number).ToListAsync();
            return new(
                db,
                await db.Accounts.SingleAsync(a => a.Id == account.Id),
                await db.Contacts.SingleAsync(c => c.AccountId == account.Id),
                invoices[0],
                invoices[1],
                await db.InvoiceDocuments.SingleAsync(d => d.InvoiceId == invoices[0].Id),
                await db.Credits.SingleAsync(c => c.AccountId == account.Id),
                await db.Communications.SingleAsync(c => c.AccountId == account.Id),
                await db.Tasks.SingleAsync(t => t.AccountId == account.Id),
                await db.PaymentDeclarations.SingleAsync(d => d.AccountId == account.Id),
                now
            );
        }
    }
}
