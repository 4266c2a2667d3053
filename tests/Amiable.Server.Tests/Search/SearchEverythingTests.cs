using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Credits;
using Amiable.Payments;
using Amiable.Search;
using Amiable.Tasks;
using Amiable.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Search;

/// <summary>What is found, in which order, and that nobody finds what is somebody else's.</summary>
public sealed class SearchEverythingTests(SearchEverythingTests.Ledger ledger) : IClassFixture<SearchEverythingTests.Ledger>
{
    [Theory]
    [InlineData("roux", "Ateliers Roux SARL|Leroux Transport")] // the word before the part of a word
    [InlineData("ROUX atel", "Ateliers Roux SARL")]
    [InlineData("leroux", "Leroux Transport")]
    [InlineData("sarl ateliers roux", "Ateliers Roux SARL")]
    [InlineData("eclair", "Éclair & Fils|Maison des Éclairs")] // the name that begins so before the word
    [InlineData("lair", "Maison des Éclairs|Éclair & Fils")] // inside of both: the one added last
    [InlineData("fils holding", "Ateliers Roux SARL")] // the legal name
    [InlineData("FR 40 303 265 045", "Ateliers Roux SARL")]
    [InlineData("fr40303265045", "Ateliers Roux SARL")]
    [InlineData("303265045", "Ateliers Roux SARL")]
    [InlineData("303 265", "Ateliers Roux SARL")]
    [InlineData("nobody", "")]
    public async Task Accounts_are_found_by_name_and_number(string text, string names) =>
        Assert.Equal(names, string.Join('|', (await ledger.Search(text)).Accounts.Best.Select(a => a.Name)));

    [Theory]
    [InlineData("anne r", "Anne Roux")]
    [InlineData("ANNE@roux.example", "Anne Roux")]
    [InlineData("@roux.exam", "Anne Roux")]
    [InlineData("oux.example", "Anne Roux")]
    [InlineData("zoe", "Zoé Quentin")]
    public async Task Contacts_are_found_by_name_and_address(string text, string name) =>
        Assert.Equal(name, Assert.Single((await ledger.Search(text)).Contacts.Best).Name);

    [Theory]
    [InlineData("F-2041", "F-2041|F-20415|2025-F-2041")] // exactly, beginning so, with it inside
    [InlineData("f-2041", "F-2041|F-20415|2025-F-2041")]
    [InlineData("2041", "2025-F-2041|F-2041|F-20415")] // ends so, the one added last; then begins so
    [InlineData("77", "G-2026-00077")] // without the noughts
    [InlineData("00077", "G-2026-00077")]
    [InlineData("2026-0007", "G-2026-00077")]
    [InlineData("f-20415", "F-20415")]
    public async Task Invoices_are_found_by_number_the_exact_one_first(string text, string numbers) =>
        Assert.Equal(numbers, string.Join('|', (await ledger.Search(text)).Invoices.Best.Select(i => i.Invoice.Number)));

    [Theory]
    [InlineData("1,234.50", "en", "PART|FULL")] // what is outstanding before what was billed
    [InlineData("1234.50", "en", "PART|FULL")]
    [InlineData("€1,234.50", "en", "PART|FULL")]
    [InlineData("EUR 1234.5", "en", "PART|FULL")]
    [InlineData("1 234,50", "fr", "PART|FULL")]
    [InlineData("1 234,50 €", "fr", "PART|FULL")]
    [InlineData("1234,5", "fr", "PART|FULL")]
    [InlineData("£1,234.50", "en", "")]
    [InlineData("1,234.51", "en", "")]
    [InlineData("123,450", "en", "YEN")] // 123450 of the smallest unit is another amount in euro
    public async Task Invoices_are_found_by_amount_as_the_reader_writes_it(string text, string language, string numbers) =>
        Assert.Equal(numbers, string.Join('|', (await ledger.Search(text, language)).Invoices.Best.Select(i => i.Invoice.Number)));

    [Fact]
    public async Task Credit_notes_are_found_by_number_and_by_amount()
    {
        Assert.Equal("AV-77", Assert.Single((await ledger.Search("av-7")).CreditNotes.Best).Note.Number);
        Assert.Equal("AV-77", Assert.Single((await ledger.Search("77,70", "fr")).CreditNotes.Best).Note.Number);
        Assert.Empty((await ledger.Search("bank transfer 9")).CreditNotes.Best); // a payment is none
    }

    [Fact]
    public async Task Messages_are_found_by_their_words_and_say_where()
    {
        var word = ledger
            .Message.Text.Split(' ', '\n')
            .First(w =>
                w.Length > 6 && w.All(char.IsAsciiLetter) && !ledger.Message.Subject.Contains(w, StringComparison.OrdinalIgnoreCase)
            );
        var bySubject = Assert.Single((await ledger.Search(ledger.Message.Subject, "fr")).Communications.Best);
        var byText = Assert.Single((await ledger.Search(word.ToUpperInvariant(), "fr")).Communications.Best);

        Assert.Equal((ledger.Message.Id, ledger.Message.Id), (bySubject.Id, byText.Id));
        Assert.Contains(word, byText.Excerpt, StringComparison.Ordinal);
        Assert.Equal("Ateliers Roux SARL", byText.AccountName);
        Assert.Empty((await ledger.Search(word[1..])).Communications.Best);
        Assert.Empty((await ledger.Search(word, of: ledger.Server.SomebodyElse)).Communications.Best);
    }

    [Fact]
    public async Task Tasks_are_found_by_what_was_noted_and_by_their_account()
    {
        Assert.Equal(
            "Rappeler la comptabilité",
            Assert.Single((await ledger.Search("comptabilite rapp")).Tasks.Best).Task.Facts["subject"]
        );
        Assert.Equal("Rappeler la comptabilité", Assert.Single((await ledger.Search("leroux")).Tasks.Best).Task.Facts["subject"]);
    }

    [Theory]
    [InlineData("importer", "fr", "/import")]
    [InlineData("equipe", "fr", "/settings/members")]
    [InlineData("JOURNAL d’audit", "fr", "/settings/audit")]
    [InlineData("import", "en", "/import")]
    [InlineData("add acc", "en", "/accounts/new")]
    [InlineData("password", "en", "/you")]
    public async Task Pages_are_found_in_the_readers_language(string text, string language, string first) =>
        Assert.Equal(first, (await ledger.Search(text, language)).Actions.Best[0].Href);

    [Theory]
    [InlineData("\"")]
    [InlineData("*")]
    [InlineData("roux*")]
    [InlineData("\"roux")]
    [InlineData("roux\" OR \"a")]
    [InlineData("-roux")]
    [InlineData("^roux")]
    [InlineData("NEAR(roux ateliers)")]
    [InlineData("roux AND NOT")]
    [InlineData("Name : roux")]
    [InlineData("{Name Text} : roux + x")]
    [InlineData("roux'); DROP TABLE accounts; --")]
    [InlineData("%_\\")]
    [InlineData("🙂 🙂🙂🙂")]
    [InlineData("🙂roux")]
    [InlineData("a\0b")]
    [InlineData("\ud83d roux")]
    [InlineData("e\u0301")]
    [InlineData("€")]
    [InlineData("99999999999999999999999999999999")]
    [InlineData("1.234.567,89,10")]
    public async Task Nothing_that_is_typed_breaks_it(string text)
    {
        await ledger.Search(text);
        await ledger.Search(string.Concat(Enumerable.Repeat(text + " ", 10_000 / (text.Length + 1))));
        await ledger.Search(string.Concat(Enumerable.Repeat(text, 10_000 / text.Length)));
    }

    [Fact]
    public async Task Quotes_and_signs_around_a_word_do_not_hide_it() =>
        Assert.All(
            new[] { "\"Ateliers\"", "ateliers,", "(ateliers)", "-ateliers", "🙂 ateliers" },
            text => Assert.Equal("Ateliers Roux SARL", ledger.Search(text).Result.Accounts.Best[0].Name)
        );

    [Fact]
    public async Task Nobody_finds_or_crowds_out_what_is_somebody_elses()
    {
        var theirs = await ledger.Search("roux", of: ledger.Server.SomebodyElse);
        var ours = await ledger.Search("zebulon");

        Assert.Equal("Roux of theirs", Assert.Single(theirs.Accounts.Best).Name);
        Assert.Empty(theirs.Contacts.Best);
        Assert.Empty((await ledger.Search("F-2041", of: ledger.Server.SomebodyElse)).Invoices.Best);
        Assert.Empty((await ledger.Search("1234,50", "fr", ledger.Server.SomebodyElse)).Invoices.Best);
        Assert.Empty((await ledger.Search("comptabilite", "fr", ledger.Server.SomebodyElse)).Tasks.Best);
        Assert.Equal("Zebulon of ours", Assert.Single(ours.Accounts.Best).Name);
        Assert.False(ours.Accounts.HasMore);
    }

    [Fact]
    public async Task An_account_that_is_renamed_is_found_by_its_new_name_only()
    {
        var server = ledger.Server;
        var account = await server.Account("Oldname Works", email: null);
        await server.Do<EditAccount, Done>(u =>
            u.Run(account.Id, account.Version, account.Details with { Name = "Newname Works" }, default)
        );

        Assert.Empty((await ledger.Search("oldname")).Accounts.Best);
        Assert.Equal("Newname Works", Assert.Single((await ledger.Search("newname")).Accounts.Best).Name);
    }

    /// <summary>One ledger for all of these tests.</summary>
    public sealed class Ledger : IAsyncLifetime
    {
        public TestServer Server { get; private set; } = null!;

        internal Communication Message { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Server = await TestServer.Start();
            var roux = await Server.Account("Ateliers Roux SARL");
            await Server.Do<EditAccount, Done>(u =>
                u.Run(
                    roux.Id,
                    roux.Version,
                    roux.Details with
                    {
                        LegalName = "Roux & Fils Holding",
                        VatNumber = "FR 40 303 265 045",
                        RegistrationNumber = "303 265 045",
                    },
                    default
                )
            );
            await Server.Account("Éclair & Fils", email: null);
            await Server.Account("Maison des Éclairs", email: null);
            var leroux = await Server.Account("Leroux Transport", email: null);
            await Server.Save(
                Server.Us,
                new Contact(TestServer.New<ContactId>(), leroux.Id, "Zoé Quentin", "zq@transport.example", isPrimary: true)
            );
            foreach (var number in new[] { "F-2041", "F-20415", "2025-F-2041", "G-2026-00077" })
                await Server.Invoice(roux, number, "2026-02-20", 10);
            Message = await Server.Plan(roux);
            await Figures(await Server.Account("Figures", email: null));
            await Server.Do<AddTask, HumanTaskId>(u => u.Run("Rappeler la comptabilité", leroux.Id, default));
            await Server.Account("Zebulon of ours", email: null);
            // Many that would fill every page.
            for (var i = 0; i < 30; i++)
                await Server.Account($"Zebulon {i}", email: null, of: Server.SomebodyElse);
            await Server.Account("Roux of theirs", email: null, of: Server.SomebodyElse);
        }

        private async Task Figures(Account account)
        {
            await Server.Invoice(account, "PART", "2026-03-20", 2000);
            await Server.Do<RecordPayment, CreditId>(u =>
                u.Run(account.Id, 765.5m, "EUR", TestServer.Day("2026-03-01"), "bank transfer 9", default)
            );
            await Server.Invoice(account, "FULL", "2026-03-20", 1234.5m);
            await Server.Invoice(account, "EURO", "2026-03-20", 123450.5m);
            await Server.Invoice(account, "YEN", "2026-03-20", 123450, "JPY");
            await Server.Save(
                Server.Us,
                new CreditNote(
                    TestServer.New<CreditId>(),
                    account.Id,
                    "AV-77",
                    new Money(7770, "EUR"),
                    TestServer.Day("2026-03-01"),
                    Server.Clock.GetUtcNow()
                )
            );
        }

        public Task<FoundEverything> Search(string text, string language = "en", OrganizationId? of = null)
        {
            var (words, sought) = (Words.For(language), SoughtWords.Of(text));
            var amount = Typed.AmountAndCurrency(sought.Text, words.Reader) is { } money
                ? new SoughtAmount(money.Amount, money.Currency)
                : null;
            return Server.As(of ?? Server.Us, s => s.GetRequiredService<SearchEverything>().Run(sought, amount, words, 5, default));
        }

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
