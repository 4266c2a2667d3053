using Amiable.Documents;
using Amiable.Documents.Containers;
using Amiable.Documents.Programs;
using Amiable.Errands;
using Amiable.Import.Dropped;
using Amiable.Integrations.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Models;

/// <summary>A configured model may fill what the readers did not find on a document; what is not on it is refused.</summary>
public sealed class FillGapsTests(ModelOffice office) : IClassFixture<ModelOffice>
{
    // Without a label nobody's rules know which of two codes is the number.
    private static readonly IncomingFile Unclear = new(
        "unclear.pdf",
        PdfFile.Of(["Werkstatt Huber", "77-2041 of the third", "for Kerbrat Freres", "03/25/2026 and 04/24/2026", "1190.00 EUR"])
    );

    private const string Answer = """
        {"number":"77-2041","issuedOn":"2026-03-25","dueOn":"2026-04-24","total":1190.00,"tax":555.55,"currency":"EUR",
         "purchaseOrder":null,"seller":"Werkstatt Huber","buyer":"Kerbrat Freres"}
        """;

    private async Task<FoundDocument> Drop(OrganizationId organization)
    {
        Assert.SkipUnless(OutsideProgram.IsInstalled("pdftotext"), "pdftotext (poppler-utils) is not installed.");
        await office.Server.As(organization, s => s.GetRequiredService<TakeFiles>().Run([Unclear], default));
        return Assert.Single(
            await office.Server.As(organization, s => s.GetRequiredService<AppDb>().FoundDocuments.AsNoTracking().ToListAsync())
        );
    }

    [Fact]
    public async Task What_it_finds_on_the_pages_waits_for_a_look_and_what_it_made_up_is_refused()
    {
        await using var stub = await ModelStub.Start(ModelStub.Chat(Answer));
        var us = await office.Organization(stub, s => s with { ReadsDocuments = true });

        var found = await Drop(us);

        Assert.Equal(("77-2041", FieldSource.Model), (found.Reading.Number!.Value, found.Reading.Number.Source));
        Assert.Equal((1190m, "Kerbrat Freres"), (found.Reading.Total!.Value, found.Reading.Buyer.Name!.Value));
        Assert.Null(found.Reading.Tax);
        Assert.False(found.IsCertain);
        Assert.Equal([ModelPurpose.ReadDocument], (await office.Calls(us)).Select(c => c.Purpose));
        // The words of the document are handed over as material, between fences.
        var said = stub.Requests.Single().Messages[^1];
        Assert.InRange(
            said.IndexOf("Werkstatt Huber", StringComparison.Ordinal),
            said.IndexOf("<data-", StringComparison.Ordinal),
            said.LastIndexOf("</data-", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task It_is_not_asked_unless_a_member_allowed_it()
    {
        await using var stub = await ModelStub.Start(ModelStub.Chat(Answer));
        var us = await office.Organization(stub);

        var found = await Drop(us);

        Assert.Empty(stub.Requests);
        Assert.DoesNotContain("\"Model\"", System.Text.Json.JsonSerializer.Serialize(found.Reading));
    }

    [Fact]
    public async Task Where_it_fails_the_document_waits_as_it_was_read()
    {
        await using var stub = await ModelStub.Start(ModelStub.Chat("I cannot read this."), ModelStub.Chat("""{"number": 12}"""));
        var us = await office.Organization(stub, s => s with { ReadsDocuments = true });

        var found = await Drop(us);

        Assert.Equal(2, stub.Requests.Count);
        Assert.Equal(FoundState.ToReview, found.State);
        Assert.Null(found.Reading.Number);
    }
}
