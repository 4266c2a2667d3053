using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Amiable.Tests.Api;

/// <summary>Invoices, what is paid of them, credit notes and what they settle, as a program keeps them.</summary>
[Collection(ApiTests.Name)]
public sealed class InvoicesApiTests(ApiServer server)
{
    private ApiClient Api => server.Api;

    [Fact]
    public async Task An_invoice_says_what_it_was_told_and_where_it_stands()
    {
        var account = await Api.Account("Told");
        var made = (
            await Api.Post(
                "/invoices",
                new
                {
                    accountId = account,
                    number = "TOLD-1",
                    poNumber = "PO-9",
                    issuedDate = "2026-02-01",
                    dueDate = "2026-03-02",
                    totalAmount = 120.00,
                    taxAmount = 20,
                    paidAmount = 20.5,
                    paidDate = "2026-02-10",
                    currency = "EUR",
                    billingAddress = new { street = "1 rue A", country = "FR" },
                    sourceId = "INV-77",
                }
            )
        ).Is(HttpStatusCode.Created);
        var invoice = (await Api.Get($"/invoices/{made.Id}")).Is(HttpStatusCode.OK).Body;

        Assert.Equal(made.Text, invoice.GetRawText());
        Assert.Equal(
            (120m, 20m, 20.5m, 99.5m),
            (
                Amount(invoice, "totalAmount"),
                Amount(invoice, "taxAmount"),
                Amount(invoice, "paidAmount"),
                Amount(invoice, "remainingAmount")
            )
        );
        // Due today is not overdue.
        Assert.Equal(("Issued", "PartiallyPaid"), (Text(invoice, "status"), Text(invoice, "paymentStatus")));
        Assert.Equal(
            ("PO-9", "INV-77", "1 rue A"),
            (Text(invoice, "poNumber"), Text(invoice, "sourceId"), Text(invoice.GetProperty("billingAddress"), "street"))
        );
        Assert.Equal(JsonValueKind.Null, invoice.GetProperty("readOnlyReason").ValueKind);
        Assert.Equal(made.Id, (await Api.Get("/invoices?sourceId=INV-77")).Nodes.Single().GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task A_number_is_unique_within_its_account()
    {
        var (one, other) = (await Api.Account("Numbers one"), await Api.Account("Numbers other"));
        var first = await Api.Invoice(one, "N-1");

        var again = (await Api.Post("/invoices", ApiClient.InvoiceOf(one, "N-1", 5))).IsProblem(
            HttpStatusCode.Conflict,
            "invoice.number-taken"
        );

        Assert.Equal(first, again.Body.GetProperty("facts").GetProperty("invoiceId").GetGuid());
        (await Api.Post("/invoices", ApiClient.InvoiceOf(other, "N-1"))).Is(HttpStatusCode.Created);
        (await Api.Post("/invoices", ApiClient.InvoiceOf(Guid.CreateVersion7(), "N-1"))).IsProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task The_same_number_sent_at_once_is_one_invoice()
    {
        var account = await Api.Account("Racing");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Api.Post("/invoices", ApiClient.InvoiceOf(account, "RACE-1"))));

        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.All(answers, a => Assert.True(a.Status == HttpStatusCode.Created || a.Code == "invoice.number-taken", a.Text));
    }

    [Fact]
    public async Task Lists_are_limited_by_status()
    {
        var account = await Api.Account("Statuses");
        var (late, due, paid) = (
            await Api.Invoice(account, "S-LATE"),
            await Api.Invoice(account, "S-DUE", due: "2026-04-01"),
            await Api.Invoice(account, "S-PAID")
        );
        await Api.Put($"/invoices/{paid}/paid-amount", new { paidAmount = 100 });

        foreach (var (status, id) in new[] { ("Overdue", late), ("Issued", due), ("Paid", paid) })
        {
            var found = (await Api.Get($"/invoices?accountId={account}&status={status}")).Nodes.Single();
            Assert.Equal((id, status), (found.GetProperty("id").GetGuid(), Text(found, "status")));
        }
        (await Api.Get("/invoices?status=Late")).IsProblem(HttpStatusCode.UnprocessableEntity, "invalid-value");
        (await Api.Get("/invoices?status=7")).IsProblem(HttpStatusCode.UnprocessableEntity, "invalid-value");
    }

    [Fact]
    public async Task A_paid_amount_goes_up_and_down_and_never_above_the_total()
    {
        var account = await Api.Account("Paying");
        var invoice = await Api.Invoice(account, "PAY-1", 200);

        foreach (var (paid, status) in new[] { (50m, "PartiallyPaid"), (200m, "Paid"), (199.99m, "PartiallyPaid"), (0m, "Unpaid") })
        {
            var now = (await Api.Put($"/invoices/{invoice}/paid-amount", new { paidAmount = paid, paidDate = "2026-02-20" }))
                .Is(HttpStatusCode.OK)
                .Body;
            Assert.Equal(
                (paid, 200 - paid, status),
                (Amount(now, "paidAmount"), Amount(now, "remainingAmount"), Text(now, "paymentStatus"))
            );
        }
        Assert.Equal(
            "paidAmount",
            (await Api.Put($"/invoices/{invoice}/paid-amount", new { paidAmount = 200.01 }))
                .IsProblem(HttpStatusCode.UnprocessableEntity, "paid.too-much")
                .Fields
        );
        Assert.Equal(
            "paidAmount",
            (await Api.Put($"/invoices/{invoice}/paid-amount", new { paidAmount = -1 })).Is(HttpStatusCode.UnprocessableEntity).Fields
        );
        Assert.Equal(
            "paidDate",
            (await Api.Put($"/invoices/{invoice}/paid-amount", new { paidAmount = 1, paidDate = "2099-01-01" }))
                .IsProblem(HttpStatusCode.UnprocessableEntity, "paid.future")
                .Fields
        );
        (await Api.Put($"/invoices/{invoice}/paid-amount", new { })).IsProblem(HttpStatusCode.UnprocessableEntity, "missing");
    }

    [Fact]
    public async Task What_an_ERP_says_is_paid_comes_before_credit_that_was_set_against_it_here()
    {
        var account = await Api.Account("Giving way");
        var (older, newer) = (await Api.Invoice(account, "GW-1", 100), await Api.Invoice(account, "GW-2", 100, "2026-02-25"));
        var note = (await Api.Post("/credit-notes", Note(account, "GW-A", 60))).Is(HttpStatusCode.Created);
        Assert.Equal(older, note.Body.GetProperty("allocations")[0].GetProperty("invoiceId").GetGuid());

        var paid = (await Api.Put($"/invoices/{older}/paid-amount", new { paidAmount = 100 })).Is(HttpStatusCode.OK).Body;
        var now = (await Api.Get($"/credit-notes/{note.Id}")).Body;

        Assert.Equal((100m, 0m), (Amount(paid, "paidAmount"), Amount(paid, "remainingAmount")));
        Assert.Equal(
            (newer, 60m),
            (now.GetProperty("allocations")[0].GetProperty("invoiceId").GetGuid(), Amount(now.GetProperty("allocations")[0], "amount"))
        );
    }

    [Fact]
    public async Task A_form_carries_flattened_names_and_the_document_in_base64()
    {
        var account = await Api.Account("Forms");
        var pdf = "%PDF-1.4 the document"u8.ToArray();
        var file = new StringContent(Convert.ToBase64String(pdf));
        file.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        file.Headers.Add("Content-Transfer-Encoding", "base64");
        var made = (await Api.Send(HttpMethod.Post, "/invoices", Form(account, "FORM-1", file))).Is(HttpStatusCode.Created);

        var document = (await Api.Get($"/invoices/{made.Id}/document")).Is(HttpStatusCode.OK);

        Assert.Equal(pdf, document.Bytes);
        Assert.Equal("application/pdf", document.Http.Content.Headers.ContentType!.MediaType);
        Assert.Equal("""{"year":2026,"month":2,"day":28}""", made.Body.GetProperty("dueDate").GetRawText());
        Assert.Equal(
            ("1 rue du Port", 1200.5m),
            (Text(made.Body.GetProperty("billingAddress"), "street"), Amount(made.Body, "totalAmount"))
        );
        (await Api.Get($"/invoices/{await Api.Invoice(account, "FORM-NONE")}/document")).IsProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_document_that_is_none_leaves_no_invoice_behind()
    {
        var account = await Api.Account("Half");

        Assert.Equal(
            "file",
            (await Api.Send(HttpMethod.Post, "/invoices", Form(account, "HALF-1", new StringContent("a text"))))
                .IsProblem(HttpStatusCode.UnprocessableEntity, "document.type")
                .Fields
        );
        var broken = new StringContent("not base64!");
        broken.Headers.Add("Content-Transfer-Encoding", "base64");
        (await Api.Send(HttpMethod.Post, "/invoices", Form(account, "HALF-1", broken))).IsProblem(
            HttpStatusCode.UnprocessableEntity,
            "invalid-file"
        );
        var contradicting = Form(account, "HALF-1", null);
        contradicting.Add(new StringContent("EUR"), "currency");
        (await Api.Send(HttpMethod.Post, "/invoices", contradicting)).IsProblem(HttpStatusCode.BadRequest, "malformed-body");
        (await Api.Send(HttpMethod.Post, "/invoices", Form(account, "HALF-1", new ByteArrayContent(new byte[16_000_000])))).IsProblem(
            HttpStatusCode.RequestEntityTooLarge,
            "too-large"
        );
        Assert.Empty((await Api.Get($"/invoices?accountId={account}")).Nodes);
    }

    [Fact]
    public async Task A_deleted_invoice_leaves_credit_free_and_no_money_that_never_came()
    {
        var account = await Api.Account("Deleting");
        var invoice = await Api.Invoice(account, "DEL-1", 100);
        var note = await Api.Post("/credit-notes", Note(account, "DEL-A", 30));
        await Api.Put($"/invoices/{invoice}/paid-amount", new { paidAmount = 20 });

        (await Api.Delete($"/invoices/{invoice}")).Is(HttpStatusCode.NoContent);

        Assert.Equal(30m, Amount((await Api.Get($"/credit-notes/{note.Id}")).Body, "remainingAmount"));
        var balance = (await Api.Get($"/customer-balances/{account}")).Body.GetProperty("balances")[0];
        Assert.Equal((-30m, 30m), (Amount(balance, "outstandingAmount"), Amount(balance, "unallocatedCredit")));
    }

    [Fact]
    public async Task A_credit_note_is_allocated_moved_and_deleted()
    {
        var account = await Api.Account("Moving credit");
        var (one, two) = (await Api.Invoice(account, "MC-1", 50), await Api.Invoice(account, "MC-2", 50, "2026-02-20"));
        var note = (await Api.Post("/credit-notes", Note(account, "MC-A", 70))).Is(HttpStatusCode.Created);
        object Part(Guid invoice, decimal amount) =>
            new
            {
                creditNoteId = note.Id,
                invoiceId = invoice,
                amount,
            };

        Assert.Equal((70m, "Settled"), (Amount(note.Body, "allocatedAmount"), Text(note.Body, "status")));
        var taken = (await Api.Post("/credit-allocations/remove", Part(one, 30))).Is(HttpStatusCode.OK).Body;
        Assert.Equal((40m, "PartiallyAllocated"), (Amount(taken, "allocatedAmount"), Text(taken, "status")));
        (await Api.Post("/credit-allocations", Part(two, 30.01m))).IsProblem(HttpStatusCode.Conflict, "allocation.exceeds-credit");
        (await Api.Post("/credit-allocations", Part(two, 30))).Is(HttpStatusCode.OK);
        (await Api.Post("/credit-allocations", Part(two, 1))).Is(HttpStatusCode.Conflict);
        (await Api.Post("/credit-allocations/remove", Part(two, 99))).IsProblem(HttpStatusCode.UnprocessableEntity, "allocation.release");
        (await Api.Post("/credit-allocations", Part(Guid.CreateVersion7(), 1))).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await Api.Post("/credit-notes", Note(account, "MC-A", 70))).IsProblem(HttpStatusCode.Conflict, "credit-note.number-taken");
        (await Api.Delete($"/credit-notes/{note.Id}")).Is(HttpStatusCode.NoContent);
        Assert.Equal(50m, Amount((await Api.Get($"/invoices/{two}")).Body, "remainingAmount"));
        Assert.Single((await Api.Get($"/credit-notes?accountId={await NoteOwner()}&status=Open")).Nodes);

        async Task<Guid> NoteOwner()
        {
            var other = await Api.Account("Open credit");
            await Api.Post("/credit-notes", Note(other, "OC-1", 5));
            return other;
        }
    }

    [Fact]
    public async Task Things_of_another_organization_are_not_found_in_bodies_either()
    {
        var theirs = await server.Elsewhere.Account("Theirs alone");
        var (invoice, note) = (
            await server.Elsewhere.Invoice(theirs, "TH-1"),
            (await server.Elsewhere.Post("/credit-notes", Note(theirs, "TH-A", 5))).Id
        );
        var before = (await server.Elsewhere.Get($"/invoices/{invoice}")).Text;

        (await Api.Post("/invoices", ApiClient.InvoiceOf(theirs, "TH-2"))).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await Api.Post("/credit-notes", Note(theirs, "TH-B", 5))).IsProblem(HttpStatusCode.NotFound, "not-found");
        (
            await Api.Post(
                "/credit-allocations/remove",
                new
                {
                    creditNoteId = note,
                    invoiceId = invoice,
                    amount = 5,
                }
            )
        ).IsProblem(HttpStatusCode.NotFound, "not-found");
        Assert.Equal(
            ["Failed"],
            AccountsApiTests.Outcomes((await Api.Post("/invoices/bulk", new { rows = new[] { ApiClient.InvoiceOf(theirs, "TH-3") } })).Body)
        );
        Assert.Equal(before, (await server.Elsewhere.Get($"/invoices/{invoice}")).Text);
    }

    [Fact]
    public async Task Many_invoices_at_once_are_new_updated_or_told_why_not_and_the_same_again_changes_nothing()
    {
        var account = await Api.Account("Bulk invoices");
        await Api.Put($"/accounts/{account}/source", new { connectionId = "bulk-erp", sourceId = "B-1" });
        object Row(string number, decimal total, decimal? paid = null, string? due = "2026-02-15") =>
            new
            {
                accountSource = new { connectionId = "bulk-erp", sourceId = "B-1" },
                number,
                issuedDate = "2026-02-01",
                dueDate = due,
                totalAmount = total,
                paidAmount = paid,
                currency = "EUR",
                taxAmount = 1,
            };
        object[] rows = [Row("B-1", 100), Row("B-2", 50, 50), Row("B-3", -1), Row("B-4", 10, 11), Row("B-1", 101), new { number = "B-5" }];

        var first = (await Api.Post("/invoices/bulk", new { rows })).Is(HttpStatusCode.OK).Body;
        var again = (await Api.Post("/invoices/bulk", new { rows = rows[..2] })).Is(HttpStatusCode.OK).Body;
        await Api.Put($"/invoices/{Id(first, 0)}/paid-amount", new { paidAmount = 30 });
        var later = (
            await Api.Post(
                "/invoices/bulk",
                new { rows = new[] { Row("B-1", 100, due: "2026-03-15"), Row("B-2", 50, 20), Row("B-1", 99) } }
            )
        )
            .Is(HttpStatusCode.OK)
            .Body;

        Assert.Equal(["Created", "Created", "Failed", "Failed", "Failed", "Failed"], AccountsApiTests.Outcomes(first));
        Assert.Equal(
            ["invoice.negative", "paid.too-much", "repeated-for-account", "missing"],
            first.GetProperty("results").EnumerateArray().Skip(2).Select(r => r.GetProperty("problem").GetProperty("code").GetString())
        );
        Assert.Equal(["Unchanged", "Unchanged"], AccountsApiTests.Outcomes(again));
        Assert.Equal(["Updated", "Updated", "Failed"], AccountsApiTests.Outcomes(later));
        var one = (await Api.Get($"/invoices/{Id(first, 0)}")).Body;
        Assert.Equal((30m, 3), (Amount(one, "paidAmount"), one.GetProperty("dueDate").GetProperty("month").GetInt32()));
        Assert.Equal(20m, Amount((await Api.Get($"/invoices/{Id(first, 1)}")).Body, "paidAmount"));
    }

    [Fact]
    public async Task Rows_meet_what_is_open_and_not_named_too()
    {
        var account = await Api.Account("Bulk beside what is open");
        var older = await Api.Invoice(account, "Open-1", 100, "2026-02-01");
        var note = await Api.Post(
            "/credit-notes",
            new
            {
                accountId = account,
                number = "Note-1",
                issuedDate = "2026-02-25",
                totalAmount = 30,
                currency = "EUR",
            }
        );
        await Api.Post(
            "/credit-allocations/remove",
            new
            {
                creditNoteId = note.Id,
                invoiceId = older,
                amount = 30,
            }
        );

        var one = (
            await Api.Post("/invoices/bulk", new { rows = new[] { ApiClient.InvoiceOf(account, "open-1", 100, "2026-02-01") } })
        ).Body;
        var left = (await Api.Get($"/invoices/{older}")).Body;
        var two = (await Api.Post("/invoices/bulk", new { rows = new[] { ApiClient.InvoiceOf(account, "New-1", 50, "2026-06-01") } })).Body;

        Assert.Equal(["Unchanged"], AccountsApiTests.Outcomes(one)); // A number is the same, large or small.
        Assert.Equal(older, Id(one, 0));
        Assert.Equal(100m, Amount(left, "remainingAmount")); // Nothing changed, so what a member took back stays so.
        Assert.Equal(["Created"], AccountsApiTests.Outcomes(two));
        Assert.Equal(70m, Amount((await Api.Get($"/invoices/{older}")).Body, "remainingAmount"));
        Assert.Equal(50m, Amount((await Api.Get($"/invoices/{Id(two, 0)}")).Body, "remainingAmount"));
    }

    [Fact]
    public async Task Balances_are_net_of_credit_that_is_set_against_the_oldest_amounts()
    {
        var account = await server.Elsewhere.Account("Aged");
        await server.Elsewhere.Invoice(account, "AG-1", 100, "2026-02-01", "CHF");
        await server.Elsewhere.Invoice(account, "AG-2", 100, "2026-04-01", "CHF");
        var api = server.Elsewhere;
        // Free credit: allocated by itself, then taken back.
        var note = await api.Post(
            "/credit-notes",
            new
            {
                accountId = account,
                number = "AG-A",
                issuedDate = "2026-02-25",
                totalAmount = 25,
                currency = "CHF",
            }
        );
        var part = note.Is(HttpStatusCode.Created).Body.GetProperty("allocations")[0];
        await api.Post(
            "/credit-allocations/remove",
            new
            {
                creditNoteId = note.Id,
                invoiceId = part.GetProperty("invoiceId").GetGuid(),
                amount = 25,
            }
        );

        var all = (await api.Get("/aging-balance"))
            .Is(HttpStatusCode.OK)
            .Body.GetProperty("balances")
            .EnumerateArray()
            .Single(b => Text(b.GetProperty("currency"), "code") == "CHF");
        var own = (await api.Get("/aging-balance/accounts?currencyCode=chf"))
            .Nodes.Single(n => n.GetProperty("accountId").GetGuid() == account)
            .GetProperty("balance");
        var balance = (await api.Get($"/customer-balances/{account}")).Body.GetProperty("balances")[0];

        Assert.Equal(
            (100m, 75m, 0m, 0m, 0m, 42.86m),
            (
                Amount(own, "notDue"),
                Amount(own, "d0_30"),
                Amount(own, "d31_60"),
                Amount(own, "d61_90"),
                Amount(own, "d90Plus"),
                Amount(own, "overdueRate")
            )
        );
        Assert.Equal(own.GetRawText(), all.GetRawText());
        Assert.Equal(
            (175m, 100m, 25m),
            (Amount(balance, "outstandingAmount"), Amount(balance, "overdueAmount"), Amount(balance, "unallocatedCredit"))
        );
        (await api.Get("/aging-balance/accounts?currencyCode=XXX")).IsProblem(HttpStatusCode.UnprocessableEntity, "invalid-value");
        Assert.True((await api.Get("/statistics")).Is(HttpStatusCode.OK).Body.GetProperty("overdueInvoices").GetInt32() > 0);
        Assert.Contains((await api.Get("/customer-balances?first=200")).Nodes, n => n.GetProperty("id").GetGuid() == account);
    }

    private static MultipartFormDataContent Form(Guid account, string number, HttpContent? file)
    {
        var form = new MultipartFormDataContent
        {
            { new StringContent(account.ToString()), "accountId" },
            { new StringContent(number), "number" },
            { new StringContent("2026"), "issuedDate[year]" },
            { new StringContent("2"), "issuedDate[month]" },
            { new StringContent("1"), "issuedDate[day]" },
            { new StringContent("2026-02-28"), "dueDate" },
            { new StringContent("1200.50"), "totalAmount" },
            { new StringContent("EUR"), "currency[code]" },
            { new StringContent("1 rue du Port"), "billingAddress[street]" },
            { new StringContent("", Encoding.UTF8), "poNumber" },
        };
        if (file is not null)
            form.Add(file, "file", "invoice.pdf");
        return form;
    }

    private static object Note(Guid account, string number, decimal amount) =>
        new
        {
            accountId = account,
            number,
            issuedDate = new
            {
                year = 2026,
                month = 2,
                day = 20,
            },
            totalAmount = amount,
            currency = new { code = "EUR" },
        };

    private static Guid Id(JsonElement bulk, int row) => bulk.GetProperty("results")[row].GetProperty("id").GetGuid();

    private static decimal Amount(JsonElement of, string name) => of.GetProperty(name).GetDecimal();

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();

    [Theory]
    [InlineData("""{"sourceId": "C-1"}""")]
    [InlineData("""{"connectionId": "erp"}""")]
    [InlineData("{}")]
    public async Task Half_a_source_is_refused_and_never_a_fault_of_ours(string source)
    {
        var answer = await Api.Send(
            HttpMethod.Post,
            "/invoices/bulk",
            ApiClient.Json(
                $$$"""{"rows": [{"accountSource": {{{source}}}, "number": "H-1", "issuedDate": "2026-02-01", "totalAmount": 1, "currency": {"code": "EUR"}}]}"""
            )
        );

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var row = Assert.Single(answer.Body.GetProperty("results").EnumerateArray());
        Assert.Equal("missing", row.GetProperty("problem").GetProperty("code").GetString());
    }
}
