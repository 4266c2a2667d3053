using System.IO.Compression;
using System.Net;
using System.Text;
using Amiable.Integrations.Chromium;
using Amiable.Platform.Api;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Api;

/// <summary>Formal notices and evidence files by a program: what their pages can do, and no more. Nothing leaves.</summary>
[Collection(ApiTests.Name)]
public sealed class FormalNoticesApiTests(ApiServer server)
{
    private ApiClient Api => server.Api;

    private bool CanPrint => server.Server.Services.GetRequiredService<PrintPages>().CanPrint;

    private async Task<(Guid Account, Guid Invoice)> Owing(string name, bool hasAddress = true)
    {
        var account = await Api.Account(name);
        if (hasAddress)
            (
                await Api.Put(
                    $"/accounts/{account}",
                    new { fullName = name, billingAddress = new { street = "1 High Street", city = "Leeds" } }
                )
            ).Is(HttpStatusCode.OK);
        return (account, await Api.Invoice(account, $"N-{name}", 1000m));
    }

    private static object Asking(Guid invoice, int days = 8) => new { invoiceIds = new[] { invoice }, businessDays = days };

    [Fact]
    public async Task A_notice_is_prepared_replaced_posted_and_told_and_nothing_leaves()
    {
        var (account, invoice) = await Owing("Prepared");
        var (path, left) = ($"/accounts/{account}/formal-notices", server.Server.Mailbox.Sent.Count);

        var first = (await Api.Post(path, Asking(invoice, 10))).Is(HttpStatusCode.Created);
        var second = (await Api.Post(path, Asking(invoice))).Is(HttpStatusCode.Created);
        Assert.Equal($"{ApiRoutes.Root}{path}/{second.Id}", second.Header("Location"));
        Assert.Equal("N-Prepared", second.Body.GetProperty("invoices")[0].GetProperty("number").GetString());
        Assert.Contains("N-Prepared", second.Body.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.False(second.Body.GetProperty("hasChanged").GetBoolean());

        var posted = (await Api.Put($"{path}/{second.Id}/posted-date", new { postedDate = "2026-03-02" })).Is(HttpStatusCode.OK);
        Assert.Equal(
            ("Posted", 2),
            (posted.Body.GetProperty("status").GetString(), posted.Body.GetProperty("postedDate").GetProperty("day").GetInt32())
        );
        var list = (await Api.Get(path)).Is(HttpStatusCode.OK);
        // Made in the same instant of the test's clock: their order says nothing.
        Assert.Equal(
            [("Posted", second.Id), ("Replaced", first.Id)],
            list.Nodes.Select(n => (n.GetProperty("status").GetString(), n.GetProperty("id").GetGuid())).OrderBy(n => n.Item1)
        );
        // The agent waits, as when a member says it on the page.
        var waits = await server.Server.As(
            server.Server.Us,
            s =>
                s.GetRequiredService<AppDb>()
                    .Accounts.Where(a => a.Id == new AccountId(account))
                    .Select(a => a.FormalNoticeOn)
                    .SingleAsync()
        );
        Assert.Equal(new DateOnly(2026, 3, 2), waits);
        Assert.Equal(left, server.Server.Mailbox.Sent.Count);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_with_the_field_or_the_reason()
    {
        var (account, invoice) = await Owing("Refused");
        var path = $"/accounts/{account}/formal-notices";
        var (other, _) = await Owing("Another");

        Assert.Equal(
            "businessDays",
            (await Api.Post(path, Asking(invoice, 2))).IsProblem(HttpStatusCode.UnprocessableEntity, "formal-notice.days").Fields
        );
        Assert.Equal(
            "invoiceIds",
            (await Api.Post(path, new { invoiceIds = Array.Empty<Guid>(), businessDays = 8 }))
                .IsProblem(HttpStatusCode.UnprocessableEntity, "formal-notice.no-invoice")
                .Fields
        );
        (await Api.Post($"/accounts/{other}/formal-notices", Asking(invoice))).IsProblem(HttpStatusCode.Conflict, "formal-notice.not-owed");
        var (homeless, owed) = await Owing("Homeless", hasAddress: false);
        (await Api.Post($"/accounts/{homeless}/formal-notices", Asking(owed))).IsProblem(
            HttpStatusCode.Conflict,
            "formal-notice.no-address"
        );

        var notice = (await Api.Post(path, Asking(invoice))).Is(HttpStatusCode.Created).Id;
        Assert.Equal(
            "postedDate",
            (await Api.Put($"{path}/{notice}/posted-date", new { postedDate = "2026-03-03" }))
                .IsProblem(HttpStatusCode.UnprocessableEntity, "notice.future")
                .Fields
        );
        (await Api.Get($"/accounts/{other}/formal-notices/{notice}")).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await server.Elsewhere.Get(path)).IsProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Reading_them_is_one_scope_and_preparing_them_another()
    {
        var (account, invoice) = await Owing("Scoped");
        var path = $"/accounts/{account}/formal-notices";
        var reader = await server.Client(server.Server.Us, Scopes.CommunicationsRead);

        (await reader.Get(path)).Is(HttpStatusCode.OK);
        (await reader.Post(path, Asking(invoice))).IsProblem(HttpStatusCode.Forbidden, "missing-scope");
        // An evidence file tells all of an account: no scope alone opens it.
        var refused = (await reader.Get($"/accounts/{account}/evidence-file")).IsProblem(HttpStatusCode.Forbidden, "missing-scope");
        Assert.Contains("accounts:read", refused.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        var most = await server.Client(server.Server.Us, Scopes.CommunicationsRead, Scopes.AccountsAll);
        refused = (await most.Get($"/accounts/{account}/evidence-file/document")).IsProblem(HttpStatusCode.Forbidden, "missing-scope");
        Assert.Contains("invoices:read", refused.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_letter_is_downloaded_until_the_ledger_is_another_one()
    {
        Assert.SkipWhen(!CanPrint, "Chromium is not installed");
        var (account, invoice) = await Owing("Printed");
        var path = $"/accounts/{account}/formal-notices";
        var notice = (await Api.Post(path, Asking(invoice))).Is(HttpStatusCode.Created).Id;

        var letter = (await Api.Get($"{path}/{notice}/document")).Is(HttpStatusCode.OK);
        Assert.Equal("%PDF", Encoding.ASCII.GetString(letter.Bytes, 0, 4));

        (await Api.Put($"/invoices/{invoice}/paid-amount", new { paidAmount = 10 })).Is(HttpStatusCode.OK);
        Assert.True((await Api.Get($"{path}/{notice}")).Body.GetProperty("hasChanged").GetBoolean());
        (await Api.Get($"{path}/{notice}/document")).IsProblem(HttpStatusCode.Conflict, "formal-notice.changed");
    }

    [Fact]
    public async Task The_evidence_file_and_its_document_are_downloaded_of_all_or_of_some_invoices()
    {
        var (account, invoice) = await Owing("Evident");
        await Api.Invoice(account, "N-Other", 20m);
        var path = $"/accounts/{account}/evidence-file";

        using var whole = new ZipArchive(new MemoryStream((await Api.Get(path)).Is(HttpStatusCode.OK).Bytes));
        using var some = new ZipArchive(
            new MemoryStream((await Api.Get($"{path}?invoiceIds={invoice}&language=fr")).Is(HttpStatusCode.OK).Bytes)
        );
        Assert.NotNull(whole.GetEntry("manifest.json"));
        Assert.Contains(whole.Entries, e => e.Name.Contains("N-Other", StringComparison.Ordinal));
        Assert.DoesNotContain(some.Entries, e => e.Name.Contains("N-Other", StringComparison.Ordinal));
        using var told = new StreamReader(some.GetEntry("manifest.txt")!.Open());
        Assert.Contains("Dossier de preuves", await told.ReadToEndAsync(), StringComparison.Ordinal);
        (await Api.Get($"{path}?invoiceIds={Guid.CreateVersion7()}")).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await server.Elsewhere.Get(path)).IsProblem(HttpStatusCode.NotFound, "not-found");

        var document = await Api.Get(path + "/document");
        if (CanPrint)
            Assert.Equal("%PDF", Encoding.ASCII.GetString(document.Is(HttpStatusCode.OK).Bytes, 0, 4));
        else
            document.IsProblem(HttpStatusCode.Conflict, "post.no-chromium");
        Assert.Contains(
            await server.Server.As(
                server.Server.Us,
                s => s.GetRequiredService<AppDb>().AuditEntries.Where(e => e.SubjectId == account).ToListAsync()
            ),
            e => e is { Action: "sealed", SubjectKind: "evidence-file", ActorName: "Our ERP" }
        );
    }
}
