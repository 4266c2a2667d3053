using System.IO.Compression;
using System.Net;
using System.Text;
using Amiable.Accounts;
using Amiable.Documents;
using Amiable.Import.Dropped;
using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Import;

/// <summary>Dropping files must be enough: what is read in them waits for a member, and what is certain needs none.</summary>
public sealed class DroppedFilesTests(OneServer one) : IClassFixture<OneServer>
{
    private TestServer Server => one.Server;

    internal static IncomingFile Ubl(
        string number,
        string buyer = "Kerbrat SARL",
        string seller = "Duvernay Conseil",
        string? due = "2026-03-31",
        int total = 1200,
        string? corrects = null
    )
    {
        var root = corrects is null ? "Invoice" : "CreditNote";
        var text = $"""
            <{root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:{root}-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
              <cbc:ID>{number}</cbc:ID><cbc:IssueDate>2026-03-01</cbc:IssueDate>
              {(due is null ? "" : $"<cbc:DueDate>{due}</cbc:DueDate>")}
              <cbc:{root}TypeCode>{(
                corrects is null ? 380 : 381
            )}</cbc:{root}TypeCode><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
              {(
                corrects is null
                    ? ""
                    : $"<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>{corrects}</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>"
            )}
              <cac:AccountingSupplierParty><cac:Party><cac:PartyLegalEntity><cbc:RegistrationName>{seller}</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
              <cac:AccountingCustomerParty><cac:Party>
                <cac:PostalAddress><cbc:StreetName>3 quai Sud</cbc:StreetName><cbc:CityName>Brest</cbc:CityName><cbc:PostalZone>29200</cbc:PostalZone><cac:Country><cbc:IdentificationCode>FR</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
                <cac:PartyLegalEntity><cbc:RegistrationName>{buyer}</cbc:RegistrationName></cac:PartyLegalEntity>
                <cac:Contact><cbc:Name>Yann Kerbrat</cbc:Name><cbc:ElectronicMail>yann@{CompanyName.MatchKey(buyer).Replace(
                ' ',
                '-'
            )}.example</cbc:ElectronicMail></cac:Contact>
              </cac:Party></cac:AccountingCustomerParty>
              <cac:TaxTotal><cbc:TaxAmount currencyID="EUR">{total / 6}.00</cbc:TaxAmount></cac:TaxTotal>
              <cac:LegalMonetaryTotal><cbc:TaxExclusiveAmount currencyID="EUR">{total
                - total
                    / 6}.00</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount currencyID="EUR">{total}.00</cbc:TaxInclusiveAmount><cbc:PayableAmount currencyID="EUR">{total}.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
            </{root}>
            """;
        return new($"{number}.xml", Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Drops them, has them read, and returns what was found in them.</summary>
    private async Task<List<FoundDocument>> Drop(params IncomingFile[] files)
    {
        var before = await Ask(db => db.FoundDocuments.Select(f => f.Id).ToListAsync());
        await Server.Do<TakeFiles, Amiable.Errands.Errand>(u => u.Run(files, default));
        return await Ask(db => db.FoundDocuments.AsNoTracking().Where(f => !before.Contains(f.Id)).OrderBy(f => f.Id).ToListAsync());
    }

    private Task<T> Ask<T>(Func<AppDb, Task<T>> read) => Server.As(Server.Us, s => read(s.GetRequiredService<AppDb>()));

    private Task<Done> Take(FoundDocument found, Func<FoundDetails, FoundDetails>? correct = null)
    {
        var details = FoundDetails.Of(found.Reading, found.AccountId);
        return Server.Do<TakeInvoices, Done>(u => u.Run(found.Id, correct?.Invoke(details) ?? details, default));
    }

    private Task<FoundDocument> Again(FoundDocument found) =>
        Ask(db => db.FoundDocuments.AsNoTracking().SingleAsync(f => f.Id == found.Id));

    [Fact]
    public async Task An_invoice_of_ours_that_says_all_is_certain_and_becomes_an_account_with_its_contact_and_its_invoice()
    {
        var found = Assert.Single(await Drop(Ubl("A-1", "Maison Tanguy SARL")));
        Assert.Equal((FoundState.ToReview, true, FieldSource.Xml), (found.State, found.IsCertain, found.Source!.Value));
        Assert.Equal(0, await Ask(db => db.Invoices.CountAsync(i => i.Number == "A-1")));

        await Server.As(
            Server.Us,
            async s =>
            {
                await s.GetRequiredService<TakeInvoices>().TakeCertain(new(), default);
                return 0;
            }
        );

        var invoice = await Ask(db => db.Invoices.AsNoTracking().SingleAsync(i => i.Number == "A-1"));
        Assert.Equal((1200m, new DateOnly(2026, 3, 31)), (invoice.Total.Major, invoice.DueOn!.Value));
        var account = await Ask(db => db.Accounts.AsNoTracking().SingleAsync(a => a.Id == invoice.AccountId));
        Assert.Equal(
            ("Maison Tanguy SARL", "3 quai Sud", "29200", "Brest", "FR"),
            (account.Name, account.Details.Street, account.Details.PostalCode, account.Details.City, account.Details.Country)
        );
        Assert.Equal(
            "yann@maison-tanguy.example",
            await Ask(db => db.Contacts.Where(c => c.AccountId == account.Id).Select(c => c.Email).SingleAsync())
        );
        var taken = await Again(found);
        Assert.Equal((FoundState.Taken, invoice.Id), (taken.State, taken.InvoiceId!.Value));
        // No second copy of a person, nor of the file, is kept.
        Assert.Null(taken.Reading.Buyer.Email);
        Assert.Empty(await Ask(db => db.DroppedFiles.Where(f => f.Id == found.FileId).Select(f => f.Bytes).SingleAsync()));
    }

    [Fact]
    public async Task The_same_file_again_and_the_same_number_again_are_refused_with_the_way_to_the_first()
    {
        var file = Ubl("B-1");
        await Take(Assert.Single(await Drop(file)));
        var first = await Ask(db => db.Invoices.SingleAsync(i => i.Number == "B-1"));

        var again = Assert.Single(await Drop(file));
        Assert.Equal(
            (FoundState.Unreadable, "known-file", first.Id),
            (again.State, again.Reading.Problems[0].Code, again.InvoiceId!.Value)
        );
        var other = Assert.Single(await Drop(Ubl("B-1", total: 2400)));
        Assert.Equal(
            (FoundState.Unreadable, "known-number", first.Id),
            (other.State, other.Reading.Problems[0].Code, other.InvoiceId!.Value)
        );
        var page = await one.Client.GetStringAsync($"/import/documents/{other.Id.Value}");
        Assert.Contains($"/invoices/{first.Id.Value}", page, StringComparison.Ordinal);
        Assert.Equal(1, await Ask(db => db.Invoices.CountAsync(i => i.Number == "B-1")));
    }

    [Fact]
    public async Task What_a_member_corrects_is_taken_as_they_say_and_what_is_missing_is_asked_for()
    {
        var account = await Server.Account("Boulangerie Morin");
        var found = Assert.Single(await Drop(Ubl("C-1", "Morin Boulangerie", due: null)));
        Assert.Equal((FoundState.ToReview, false, null), (found.State, found.IsCertain, found.AccountId));
        var details = FoundDetails.Of(found.Reading, null);
        var refused = await Server.As(
            Server.Us,
            s => s.GetRequiredService<TakeInvoices>().Run(found.Id, details with { Total = 0 }, default)
        );
        Assert.Equal("found.no-total", refused.Problem!.Code);

        await Take(found, d => d with { Account = account.Id, DueOn = new(2026, 4, 15), Total = 1300 });

        var invoice = await Ask(db => db.Invoices.AsNoTracking().SingleAsync(i => i.Number == "C-1"));
        Assert.Equal((account.Id, 1300m, new DateOnly(2026, 4, 15)), (invoice.AccountId, invoice.Total.Major, invoice.DueOn!.Value));
        var twice = await Server.As(Server.Us, s => s.GetRequiredService<TakeInvoices>().Run(found.Id, details, default));
        Assert.Equal("found.decided", twice.Problem!.Code);
    }

    [Fact]
    public async Task A_credit_note_is_set_against_the_invoice_it_names_first_then_against_the_oldest()
    {
        var account = await Server.Account("Atelier Nord");
        await Server.Invoice(account, "D-1", "2026-02-01");
        var named = await Server.Invoice(account, "D-2", "2026-02-20");
        var found = Assert.Single(await Drop(Ubl("D-9", "Atelier Nord", total: 150, corrects: "D-2")));
        Assert.Equal(account.Id, found.AccountId);

        await Take(found);

        var after = await Ask(db =>
            db.Invoices.AsNoTracking().Where(i => i.AccountId == account.Id).ToDictionaryAsync(i => i.Number, i => i.Settled.Major)
        );
        Assert.Equal((100m, 50m), (after["D-2"], after["D-1"]));
        Assert.Equal(named.Total.Major, after["D-2"]);
    }

    [Fact]
    public async Task An_invoice_of_somebody_else_is_never_certain_and_the_page_warns()
    {
        var found = Assert.Single(await Drop(Ubl("E-1", "Duvernay Conseil", seller: "Papeterie Blot")));
        Assert.False(found.IsCertain);
        var page = WebUtility.HtmlDecode(await one.Client.GetStringAsync($"/import/documents/{found.Id.Value}"));
        Assert.Contains(Ui.Words.For("en")["found.other-seller", "Papeterie Blot"], page, StringComparison.Ordinal);
        await Server.Do<DiscardFound, Done>(u => u.Run(found.Id, default));
        Assert.Equal(FoundState.Discarded, (await Again(found)).State);
        // Discarded by mistake, it can be dropped again.
        Assert.Equal(FoundState.ToReview, Assert.Single(await Drop(Ubl("E-1", "Duvernay Conseil", seller: "Papeterie Blot"))).State);
    }

    [Fact]
    public async Task Of_an_archive_each_file_is_read_and_what_cannot_be_says_why()
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
            foreach (
                var (name, bytes) in new[]
                {
                    ("good.xml", Ubl("F-1").Bytes),
                    ("broken.pdf", "%PDF-1.4 nothing"u8.ToArray()),
                    ("empty.xml", default),
                }
            )
            {
                await using var entry = archive.CreateEntry(name).Open();
                await entry.WriteAsync(bytes);
            }
        var found = await Drop(new IncomingFile("all.zip", zip.ToArray()));
        Assert.Equal(
            [
                ("all.zip!good.xml", FoundState.ToReview, ""),
                ("all.zip!empty.xml", FoundState.Unreadable, "file-empty"),
                ("all.zip!broken.pdf", FoundState.Unreadable, "pdf-broken"),
            ],
            found.Select(f => (f.FileName, f.State, f.Reading.Problems.FirstOrDefault()?.Code ?? "")).OrderByDescending(f => f.FileName)
        );
    }

    [Fact]
    public async Task Dropped_on_the_page_they_wait_in_a_list_and_the_document_stands_beside_what_was_read()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(ImportTesting.Token(await one.Client.GetStringAsync("/import"))), "__RequestVerificationToken" },
        };
        foreach (var file in new[] { Ubl("G-1"), Ubl("G-2") })
            form.Add(new ByteArrayContent(file.Bytes.ToArray()), "file", file.Name);
        var answer = await one.Client.PostAsync("/import", form);
        Assert.Equal("/import/documents", answer.Headers.Location?.OriginalString);
        var list = await one.Client.GetStringAsync("/import/documents");
        Assert.Contains("G-1", list, StringComparison.Ordinal);
        var found = await Ask(db => db.FoundDocuments.SingleAsync(f => f.FileName == "G-1.xml"));
        var page = await one.Client.GetStringAsync($"/import/documents/{found.Id.Value}");
        Assert.Contains("value=\"1200.00\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"2026-03-31\"", page, StringComparison.Ordinal);
        var taken = await TestServer.Post(
            one.Client,
            $"/import/documents/{found.Id.Value}",
            $"/import/documents/{found.Id.Value}/take",
            ("kind", "invoice"),
            ("number", "G-1"),
            ("issuedOn", "2026-03-01"),
            ("dueOn", "2026-03-31"),
            ("total", "1,250.00"),
            ("currency", "EUR"),
            ("account", "new"),
            ("accountName", "Kerbrat SARL")
        );
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        Assert.Equal(1250m, (await Ask(db => db.Invoices.AsNoTracking().SingleAsync(i => i.Number == "G-1"))).Total.Major);
    }
}
