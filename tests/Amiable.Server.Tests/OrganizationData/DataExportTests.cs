using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Amiable.Accounts;
using Amiable.Credits;
using Amiable.Invoices;
using Amiable.OrganizationData;
using Amiable.Organizations;
using Amiable.Platform.Audit;
using Amiable.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.OrganizationData;

public sealed class DataExportTests
{
    [Fact]
    public async Task Everything_that_an_organization_owns_is_in_its_export_and_nothing_of_another()
    {
        await using var server = await TestServer.Start();
        await server.Account("Ours Alone", email: "us@ours.example");
        var demo = (await server.As(server.Us, s => s.GetRequiredService<OpenDemo>().Run(alsoBesideOthers: true, default))).Value!;

        using var zip = await Export(server, demo.OrganizationId);

        var tables = await server.As(demo.OrganizationId, s => Task.FromResult(OwnedTables.Of(s.GetRequiredService<AppDb>().Model)));
        Assert.True(tables.Count > 10);
        foreach (var table in tables)
        {
            var rows = Rows(zip, ExportOrganization.Name(table) + ".json");
            Assert.Equal((await RawRows.Of(server, demo.OrganizationId))[table.GetTableName()!], rows.Count);
        }
        Assert.Equal(
            Rows(zip, "archived-mimes.json").Select(r => $"messages/{r.GetProperty("communicationId").GetString()}.eml"),
            zip.Entries.Select(e => e.FullName).Where(n => n.StartsWith("messages/", StringComparison.Ordinal))
        );
        var everything = string.Concat(zip.Entries.Select(Text));
        Assert.Contains("Duvernay Conseil SAS", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("Ours Alone", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("us@ours.example", everything, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Us.Value.ToString(), everything, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_row_reads_as_it_is_meant()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        var invoice = await server.Invoice(account, "F-1", dueOn: "2026-03-13", amount: 123.45m);
        var payment = new Payment(TestServer.New<CreditId>(), account.Id, new(2345, "EUR"), new(2026, 3, 1), server.Clock.GetUtcNow());
        await server.As(
            server.Us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                db.Add(payment);
                (await db.Invoices.SingleAsync()).Allocate(payment, payment.Amount, new(2026, 3, 2));
                return await db.SaveChangesAsync();
            }
        );

        using var zip = await Export(server, server.Us);

        var row = Assert.Single(Rows(zip, "invoices.json"));
        Assert.Equal(invoice.Id.Value.ToString(), row.GetProperty("id").GetString());
        Assert.Equal("2026-03-13", row.GetProperty("dueOn").GetString());
        Assert.Equal("""{"minor":12345,"currency":"EUR"}""", row.GetProperty("total").GetRawText());
        var allocation = Assert.Single(row.GetProperty("allocations").EnumerateArray());
        Assert.Equal(payment.Id.Value.ToString(), allocation.GetProperty("creditId").GetString());
        Assert.Equal("payment", Assert.Single(Rows(zip, "credits.json")).GetProperty("kind").GetString());
        Assert.Equal(
            "Duvernay Conseil",
            JsonDocument.Parse(Text(zip.GetEntry("organization.json")!)).RootElement.GetProperty("name").GetString()
        );
    }

    [Fact]
    public async Task Many_rows_come_in_the_order_of_their_ids_each_once()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        Invoice[] invoices =
        [
            .. Enumerable
                .Range(0, 1203)
                .Select(i => new Invoice(
                    TestServer.New<InvoiceId>(),
                    account.Id,
                    $"F-{i}",
                    new(2026, 1, 1),
                    new(2026, 2, 1),
                    new(100, "EUR"),
                    server.Clock.GetUtcNow()
                )),
        ];
        await server.Save(server.Us, [.. invoices]);

        using var zip = await Export(server, server.Us);

        var ids = Rows(zip, "invoices.json").Select(r => r.GetProperty("id").GetString()!).ToList();
        Assert.Equal(invoices.Select(i => i.Id.Value.ToString()).Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public async Task A_member_downloads_it_with_a_README_in_their_language()
    {
        await using var server = await TestServer.Start();
        await server.Account();
        var folder = Directory.CreateDirectory(Path.Combine(server.Data, "uploads", server.Us.Value.ToString("N")));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "one.csv"), "a;b", TestContext.Current.CancellationToken);
        var client = await server.SignedIn(server.Us);

        var answer = await client.GetAsync("/settings/data/export", TestContext.Current.CancellationToken);

        Assert.Equal("amiable-duvernay-conseil-2026-03-02.zip", answer.Content.Headers.ContentDisposition!.FileName);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var readme = Text(zip.GetEntry("README.txt")!);
        Assert.Contains("Customer companies.", readme, StringComparison.Ordinal);
        Assert.Contains("""{"minor":123450,"currency":"EUR"}""", readme, StringComparison.Ordinal);
        Assert.Equal("a;b", Text(zip.GetEntry("uploads/one.csv")!));
        var stranger = await server
            .CreateClient(new() { AllowAutoRedirect = false })
            .GetAsync("/settings/data/export", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, stranger.StatusCode);
    }

    [Fact]
    public async Task Every_table_is_explained_in_the_README()
    {
        await using var server = await TestServer.Start();
        var tables = await server.As(server.Us, s => Task.FromResult(OwnedTables.Of(s.GetRequiredService<AppDb>().Model)));

        var unexplained =
            from language in Words.Spoken
            from table in tables
            let key = $"data.file.{ExportOrganization.Name(table)}"
            where !Words.For(language).Has(key)
            select $"{language} {key}";

        Assert.Empty(unexplained);
    }

    [Fact]
    public async Task What_sounds_like_a_secret_is_marked_as_one_and_bytes_are_files()
    {
        Dictionary<string, string> noSecret = new()
        {
            ["Account.MatchKey"] = "The name, simplified.",
            ["ArchivedMime.Sha256"] = "Proves which message was erased.",
            ["AuditEntry.ChangesHash"] = "The chain of the audit log, for whoever proves it.",
            ["AuditEntry.Hash"] = "As above.",
            ["AuditEntry.PreviousHash"] = "As above.",
            ["Contact.EmailKey"] = "The address in lower case, to find it by.",
            ["HumanTask.Key"] = "What makes it this task and no other.",
            ["KeptAnswer.Key"] = "What a program calls its request.",
            ["KeptAnswer.TokenId"] = "Whose answer it is.",
            ["Logo.Hash"] = "The address of a picture everybody sees.",
            ["ModelCall.InputTokens"] = "How many words, roughly, a language model read.",
            ["ModelCall.OutputTokens"] = "As above, wrote.",
            ["ModelWording.Key"] = "For which facts the words were made.",
            ["TaskNotice.Key"] = "Which task or which day a mail told of.",
            ["Webhook.OldSecretUntil"] = "For how long a former secret signs, too.",
        };
        await using var server = await TestServer.Start();
        var properties = await server.As(
            server.Us,
            s =>
                Task.FromResult(
                    OwnedTables
                        .Of(s.GetRequiredService<AppDb>().Model)
                        .SelectMany(t => t.GetDerivedTypesInclusive())
                        .SelectMany(t => t.GetDeclaredProperties())
                        .ToList()
                )
        );
        string[] sound = ["Secret", "Hash", "Key", "Password", "Token", "Sha"];

        Assert.Contains(properties, p => p.IsSecret() && !RowJson.IsWritten(p));
        Assert.Equal(
            noSecret.Keys.Order(StringComparer.Ordinal),
            properties.Where(p => !p.IsSecret() && sound.Any(p.Name.Contains)).Select(Named).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            ExportOrganization.Documents.Order(StringComparer.Ordinal),
            properties
                .Where(p => !p.IsSecret() && !RowJson.IsWritten(p) && p.ClrType == typeof(byte[]))
                .Select(Named)
                .Order(StringComparer.Ordinal)
        );

        static string Named(IProperty p) => $"{p.DeclaringType.ClrType.Name}.{p.Name}";
    }

    private static async Task<ZipArchive> Export(TestServer server, OrganizationId organization)
    {
        var bytes = new MemoryStream();
        await server.As(
            organization,
            async s =>
            {
                await s.GetRequiredService<ExportOrganization>().Run(bytes, files => string.Join('\n', files), default);
                return true;
            }
        );
        return new ZipArchive(bytes);
    }

    private static List<JsonElement> Rows(ZipArchive zip, string name) =>
        [.. JsonDocument.Parse(Text(zip.GetEntry(name)!)).RootElement.EnumerateArray()];

    private static string Text(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }
}
