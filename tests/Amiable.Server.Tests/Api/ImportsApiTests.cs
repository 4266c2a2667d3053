using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Amiable.Tests.Import;

namespace Amiable.Tests.Api;

/// <summary>Files that a program sends to be imported: tables, and documents one by one or in an archive.</summary>
[Collection(ApiTests.Name)]
public sealed class ImportsApiTests(ApiServer server)
{
    private ApiClient Api => server.Api;

    [Fact]
    public async Task A_table_is_imported_and_followed_until_it_is_in()
    {
        var table = "Customer;Invoice number;Invoice date;Due date;Amount\nFile Customer;FILE-1;2026-01-10;2026-02-10;120.50\n";
        var over = await Import("ledger.csv", Encoding.UTF8.GetBytes(table), "EUR");

        Assert.Equal(1, over.GetProperty("counts").GetProperty("newInvoices").GetInt32());
        Assert.Empty(over.GetProperty("documents").EnumerateArray());
        Assert.Equal(120.5m, (await Invoice("FILE-1")).GetProperty("totalAmount").GetDecimal());
        (await Api.Get($"/imports/{Guid.CreateVersion7()}")).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await Api.Post("/imports", new { currency = "EUR" })).IsProblem(HttpStatusCode.UnprocessableEntity, "file-missing");
    }

    [Fact]
    public async Task Of_an_archive_of_e_invoices_the_certain_ones_are_in_and_each_other_says_why_it_is_not()
    {
        const string ours = "Duvernay Conseil";
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
            foreach (
                var (name, bytes) in new[]
                {
                    ("one.xml", DroppedFilesTests.Ubl("API-1", "Archive Customer", ours).Bytes),
                    ("two.xml", DroppedFilesTests.Ubl("API-2", "Archive Customer", ours, due: null).Bytes),
                    ("three.xml", DroppedFilesTests.Ubl("API-3", "Archive Customer", "Somebody Else AG").Bytes),
                    ("note.xml", DroppedFilesTests.Ubl("API-4", "Archive Customer", ours, total: 60, corrects: "API-1").Bytes),
                    ("broken.pdf", "%PDF-1.7 broken"u8.ToArray()),
                }
            )
            {
                await using var entry = zip.CreateEntry(name).Open();
                await entry.WriteAsync(bytes);
            }
        var over = await Import("march.zip", archive.ToArray());

        var documents = over.GetProperty("documents").EnumerateArray().ToDictionary(d => Said(d, "fileName"));
        Assert.Equal(5, documents.Count);
        var taken = documents["march.zip!one.xml"];
        Assert.Equal(("Taken", "API-1", "Invoice"), (Said(taken, "status"), Said(taken, "number"), Said(taken, "kind")));
        var invoice = await Invoice("API-1");
        Assert.Equal(Said(invoice, "id"), Said(taken, "invoiceId"));
        Assert.Equal(1140m, invoice.GetProperty("remainingAmount").GetDecimal());
        Assert.Equal(
            ("Taken", "CreditNote"),
            (Said(documents["march.zip!note.xml"], "status"), Said(documents["march.zip!note.xml"], "kind"))
        );
        Assert.Equal(["due"], ToCheck(documents["march.zip!two.xml"]));
        Assert.Equal(["seller"], ToCheck(documents["march.zip!three.xml"]));
        Assert.Equal("Unreadable", Said(documents["march.zip!broken.pdf"], "status"));
        Assert.NotEmpty(documents["march.zip!broken.pdf"].GetProperty("problems").EnumerateArray());
        Assert.Empty((await Api.Get("/invoices?number=API-2")).Nodes);

        // The same file again: nothing is in twice, and the answer says what it is already.
        var again = (await Import("one.xml", DroppedFilesTests.Ubl("API-1", "Archive Customer", ours).Bytes.ToArray())).GetProperty(
            "documents"
        )[0];
        Assert.Equal(("Unreadable", "known-file"), (Said(again, "status"), Said(again.GetProperty("problems")[0], "code")));
        Assert.Equal(Said(invoice, "id"), Said(again, "invoiceId"));
    }

    [Fact]
    public async Task An_archive_without_files_says_so()
    {
        using var archive = new MemoryStream();
        using (new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true)) { }
        var only = Assert.Single((await Import("empty.zip", archive.ToArray())).GetProperty("documents").EnumerateArray());
        Assert.Equal("archive-empty", Said(only.GetProperty("problems")[0], "code"));
    }

    private static string[] ToCheck(JsonElement document)
    {
        Assert.Equal("ToReview", Said(document, "status"));
        return [.. document.GetProperty("toCheck").EnumerateArray().Select(c => c.GetString()!)];
    }

    private static string Said(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    private async Task<JsonElement> Invoice(string number) => (await Api.Get($"/invoices?number={number}")).Nodes.Single();

    private Task<Answer> Send(string name, byte[] bytes, string? currency)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", name } };
        if (currency is not null)
            form.Add(new StringContent(currency), "currency");
        return Api.Send(HttpMethod.Post, "/imports", form);
    }

    private async Task<JsonElement> Import(string name, byte[] bytes, string? currency = null)
    {
        var now = (await Send(name, bytes, currency)).Is(HttpStatusCode.Accepted);
        var id = now.Id;
        for (var i = 0; i < 400 && Said(now.Body, "status") != "Over"; i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
            now = (await Api.Get($"/imports/{id}")).Is(HttpStatusCode.OK);
        }
        Assert.Equal("Over", Said(now.Body, "status"));
        return now.Body;
    }
}
