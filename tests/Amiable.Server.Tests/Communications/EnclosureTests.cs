using System.Net;
using System.Text;
using Amiable.Accounts;
using Amiable.Documents.Containers;
using Amiable.Documents.Pages;
using Amiable.Documents.Programs;
using Amiable.FollowUp;
using Amiable.Integrations.Chromium;
using Amiable.Invoices;
using Amiable.Printing;
using Amiable.Tests;
using Amiable.Tests.Stories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Communications;

/// <summary>What lies behind a letter in its envelope: exactly the documents it names.</summary>
public sealed class EnclosureTests
{
    [Fact]
    public async Task Each_letter_is_followed_by_the_documents_it_names_and_what_cannot_be_enclosed_is_told_before_printing()
    {
        await using var walk = await Walk.From("2026-03-16");
        Assert.SkipUnless(JoinPdfs.CanJoin && CanPrint(walk), "No poppler or Chromium here.");
        await Turn(walk);
        var (roux, berg) = (await Customer(walk, "Ateliers Roux"), await Customer(walk, "Berg"));
        await Document(
            walk,
            await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-10"),
            SmallPdf.OfPages("paper of F-1", "its second page")
        );
        await Document(walk, await walk.Server.Invoice(roux, "F-2", dueOn: "2026-03-11"), PdfFile.UnderPassword());
        await Document(walk, await walk.Server.Invoice(roux, "F-3", dueOn: "2026-03-12"), SmallPdf.Of("paper of F-3"));
        await Document(
            walk,
            await walk.Server.Invoice(berg, "F-4", dueOn: "2026-03-10"),
            SmallPdf.OfPages([.. Enumerable.Repeat("much", 21)])
        );
        await walk.Plan();

        var queue = await Queue(walk);

        var first = queue.Letters.Single(l => l.AccountName == "Ateliers Roux");
        Assert.Equal([null, EnclosureFault.Encrypted, null], first.Enclosures.Select(e => e.Look.Fault));
        Assert.Equal(EnclosureFault.TooManyPages, Assert.Single(queue.Letters.Single(l => l.AccountName == "Berg").Enclosures).Look.Fault);
        var client = await walk.Server.SignedIn(walk.Server.Us);
        var page = WebUtility.HtmlDecode(await client.GetStringAsync("/communications/letters"));
        Assert.Contains("The document of invoice F-2 cannot be enclosed: it is protected by a password", page, StringComparison.Ordinal);

        var pdf = await client.GetByteArrayAsync("/communications/letters/print");

        var pages = await Pages(pdf);
        var start = pages.FindIndex(p => p.Contains("Ateliers Roux", StringComparison.Ordinal));
        Assert.Contains("Pièces jointes : factures F-1, F-3", pages[start], StringComparison.Ordinal);
        Assert.Matches(@"1\s*/\s*1\s*$", pages[start].TrimEnd());
        Assert.Equal(["paper of F-1", "its second page", "paper of F-3"], pages.Skip(start + 1).Take(3).Select(p => p.Trim()));
        Assert.Equal(5, pages.Count);
        Assert.DoesNotContain("Pièce", pages.Single(p => p.Contains("Berg", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("AI-generated", await Info(pdf), StringComparison.Ordinal);

        // What was posted had in it what was printed.
        await walk.Server.Do<PostLetters, Done>(u => u.Run([(first.Id, first.Version)], walk.Today, default));
        var posted = (await walk.Communications(roux)).Single(c => c.Id == first.Id);
        Assert.Equal(["F-1.pdf", "F-3.pdf"], posted.Files.Select(f => f.FileName));
        Assert.Equal(4, (await Pages(await client.GetByteArrayAsync($"/communications/letters/{first.Id.Value}/print"))).Count);
    }

    [Fact]
    public async Task A_letter_names_its_enclosures_in_its_language()
    {
        Assert.Equal("Anlage: Rechnung F-1", new Amiable.Writing.LetterWords("de", "DE").Enclosed(["F-1"]));
        Assert.Equal("Enclosures: invoices F-1, F-2", new Amiable.Writing.LetterWords("en", "GB").Enclosed(["F-1", "F-2"]));
        Assert.Equal(EnclosureFault.NotPdf, (await JoinPdfs.Look("<xml/>"u8.ToArray(), default)).Fault);
        Assert.Equal(EnclosureFault.Broken, (await JoinPdfs.Look(SmallPdf.Of("cut off")[..200], default)).Fault);
    }

    private static bool CanPrint(Walk walk) => walk.Server.Services.GetRequiredService<PrintPages>().CanPrint;

    private static Task<int> Document(Walk walk, Invoice invoice, byte[] pdf) =>
        walk.Server.Save(
            walk.Server.Us,
            new InvoiceDocument(
                TestServer.New<InvoiceDocumentId>(),
                invoice.Id,
                $"{invoice.Number}.pdf",
                "application/pdf",
                pdf,
                "key",
                walk.Now
            )
        );

    private static async Task<List<string>> Pages(byte[] pdf) =>
        [.. (await Told("pdftotext", pdf, ["-layout", "0.pdf", "-"])).Split('\f')[..^1]];

    private static Task<string> Info(byte[] pdf) => Told("pdfinfo", pdf, ["0.pdf"]);

    private static async Task<string> Told(string program, byte[] pdf, string[] arguments)
    {
        using var folder = new TemporaryFolder();
        await folder.Write("0.pdf", pdf);
        var told = await OutsideProgram.Run(program, arguments, folder.Path, TimeSpan.FromSeconds(20), 1_000_000);
        Assert.Equal((0, ""), (told.ExitCode, told.Errors));
        return Encoding.UTF8.GetString(told.Output);
    }

    private static async Task<Account> Customer(Walk walk, string name)
    {
        var account = new Account(
            TestServer.New<AccountId>(),
            new()
            {
                Name = name,
                Street = "14 rue des Forges",
                PostalCode = "38100",
                City = "Grenoble",
                Country = "FR",
            },
            walk.Now
        );
        await walk.Server.Save(walk.Server.Us, account);
        return account;
    }

    private static Task<int> Turn(Walk walk) =>
        walk.Store(async db =>
            (await db.Organizations.SingleAsync()).Follow(FollowUpPolicy.Standard with { WritesLetters = true, EnclosesInvoices = true })
        );

    private static Task<PrintQueue> Queue(Walk walk) =>
        walk.Server.As(walk.Server.Us, s => s.GetRequiredService<ListLettersToPrint>().Run(default));
}
