using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Amiable.Platform.Api;
using Amiable.Tests.Clients;

namespace Amiable.Tests.Api;

/// <summary>
/// An integration as it is written for the contract that others publish: it knows base path, token and that contract, and nothing else of Amiable. It asks as
/// often as it may, waits when it is told to, and goes on.
/// </summary>
public sealed class IncumbentClientTests
{
    private const int Limit = 40;

    [Fact]
    public async Task An_integration_written_for_the_contract_syncs_and_syncs_again()
    {
        await using var server = new TestServer();
        server.Settings["ApiCallsPerMinute"] = $"{Limit}";
        await server.FoundOurs();
        var erp = new Erp(server, await ApiServer.Token(server, server.Us, Scopes.All));

        await erp.Sync();
        await erp.Recover();
        var before = await erp.Everything();
        await erp.Sync();

        Assert.Equal(before, await erp.Everything());
        Assert.True(erp.Waits > 0, "It was never told to wait.");
        Assert.Equal(12, erp.Accounts.Count);
        Assert.Equal((12 * 3, 12), (erp.Invoices, erp.CreditNotes));
    }

    /// <summary>The same from outside: a program of its own, that has nothing but fetch. Time passes quickly for both.</summary>
    [Fact]
    public async Task A_connector_that_has_nothing_but_fetch_works_against_a_server_that_listens()
    {
        await using var server = new TestServer();
        server.Settings["ApiCallsPerMinute"] = "200";
        server.UseKestrel(0);
        server.StartServer();
        await server.FoundOurs();
        var token = await ApiServer.Token(server, server.Us, Scopes.All);
        using var over = new CancellationTokenSource();
        var time = PassTime(server, token, over.Token);

        var seen = JsonDocument.Parse(
            await Node.Run("api", "incumbent.mjs", new Uri(server.ClientOptions.BaseAddress, ApiRoutes.Root).ToString(), token, "20")
        );

        await over.CancelAsync();
        await time;
        Assert.True(seen.RootElement.GetProperty("waits").GetInt32() > 0, "It was never told to wait.");
    }

    /// <summary>Fifty seconds in each.</summary>
    private static async Task PassTime(TestServer server, string token, CancellationToken over)
    {
        // However slow this machine is: not before the limit was reached.
        using var http = server.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        while (
            !over.IsCancellationRequested
            && (await http.GetAsync($"{ApiRoutes.Root}/organizations", CancellationToken.None)).StatusCode != HttpStatusCode.TooManyRequests
        )
            await Task.Delay(TimeSpan.FromMilliseconds(200), CancellationToken.None);
        while (!over.IsCancellationRequested)
        {
            server.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
        }
    }

    private sealed class Erp(TestServer server, string token)
    {
        private readonly HttpClient _http = server.CreateClient();
        private Guid _organization;

        /// <summary>What it keeps: our id of each of its customers.</summary>
        public Dictionary<string, Guid> Accounts { get; } = [];

        public int Waits { get; private set; }
        public int Invoices { get; private set; }
        public int CreditNotes { get; private set; }

        public async Task Sync()
        {
            _organization = (await Get("organizations")).GetProperty("nodes")[0].GetProperty("id").GetGuid();
            for (var customer = 0; customer < 12; customer++)
            {
                var account = await Account($"C-{customer:000}", $"Maison {(char)('A' + customer)}{customer}");
                await Contact(account, customer);
                for (var i = 0; i < 3; i++)
                    await Invoice(account, customer, i);
                await CreditNote(account, customer);
            }
        }

        /// <summary>Every list to its end, as text.</summary>
        public async Task<string> Everything()
        {
            var text = new StringBuilder();
            foreach (var list in new[] { "accounts", "invoices", "credit-notes", "customer-balances" })
            {
                var count = 0;
                string? cursor = null;
                do
                {
                    var page = await Get(
                        $"{list}?first=5&organizationId={_organization}{(cursor is null ? "" : $"&after={Uri.EscapeDataString(cursor)}")}"
                    );
                    foreach (var node in page.GetProperty("nodes").EnumerateArray())
                    {
                        count++;
                        // When it was saved may differ; what was saved may not.
                        text.AppendLine(node.GetRawText().Split("\"createdAt\"")[0]);
                    }
                    cursor = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
                } while (cursor is not null);
                (Invoices, CreditNotes) = list switch
                {
                    "invoices" => (count, CreditNotes),
                    "credit-notes" => (Invoices, count),
                    _ => (Invoices, CreditNotes),
                };
            }
            return text.ToString();
        }

        private async Task<Guid> Account(string sourceId, string name)
        {
            if (!Accounts.TryGetValue(sourceId, out var id))
            {
                var made = await Send(
                    HttpMethod.Post,
                    "accounts",
                    () =>
                        JsonContent.Create(
                            new
                            {
                                organizationId = _organization,
                                fullName = name,
                                currency = new { code = "EUR" },
                                billingAddress = new
                                {
                                    street = "1 rue du Port",
                                    city = "Nantes",
                                    country = "FR",
                                },
                            }
                        )
                );
                Accounts[sourceId] = id = made.GetProperty("id").GetGuid();
            }
            await Send(
                HttpMethod.Put,
                $"accounts/{id}/source",
                () => JsonContent.Create(new { connectionId = "b1c5b1de-7d1c-4c53-9df8-3d8ee1b3bd11", sourceId })
            );
            return id;
        }

        private async Task Contact(Guid account, int customer)
        {
            await Send(
                HttpMethod.Put,
                $"accounts/{account}/contacts/upsert",
                () =>
                    JsonContent.Create(
                        new
                        {
                            fullName = "Compta",
                            email = $"compta@maison{customer}.example",
                            language = "fr",
                        }
                    )
            );
            var contacts = await Get($"accounts/{account}/contacts");
            Assert.Equal(JsonValueKind.Array, contacts.ValueKind);
            Assert.Equal("Valid", contacts[0].GetProperty("email").GetProperty("status").GetString());
        }

        private async Task Invoice(Guid account, int customer, int index)
        {
            var number = $"F-{customer:000}-{index}";
            var known = (await Get($"invoices?accountId={account}&number={number}")).GetProperty("nodes");
            var id =
                known.GetArrayLength() > 0
                    ? known[0].GetProperty("id").GetGuid()
                    : (await Send(HttpMethod.Post, "invoices", () => Form(account, number, index))).GetProperty("id").GetGuid();
            if (index == 1)
            {
                var paid = await Send(
                    HttpMethod.Put,
                    $"invoices/{id}/paid-amount",
                    () =>
                        JsonContent.Create(
                            new
                            {
                                paidAmount = 25.25,
                                paidDate = new
                                {
                                    year = 2026,
                                    month = 2,
                                    day = 20,
                                },
                            }
                        )
                );
                Assert.Equal(
                    ("PartiallyPaid", 25.25m),
                    (paid.GetProperty("paymentStatus").GetString(), paid.GetProperty("paidAmount").GetDecimal())
                );
            }
        }

        private async Task CreditNote(Guid account, int customer)
        {
            var number = $"A-{customer:000}";
            var known = (await Get($"credit-notes?accountId={account}&number={number}")).GetProperty("nodes");
            if (known.GetArrayLength() > 0)
                return;
            var invoice = (await Get($"invoices?accountId={account}&number=F-{customer:000}-2"))
                .GetProperty("nodes")[0]
                .GetProperty("id")
                .GetGuid();
            var note = await Send(
                HttpMethod.Post,
                "credit-notes",
                () =>
                    JsonContent.Create(
                        new
                        {
                            accountId = account,
                            number,
                            issuedDate = new
                            {
                                year = 2026,
                                month = 2,
                                day = 25,
                            },
                            totalAmount = 30.5,
                            currency = new { code = "EUR" },
                        }
                    )
            );
            // It went to the invoice due longest by itself; the ERP wants it elsewhere.
            var allocation = note.GetProperty("allocations")[0];
            object Part(Guid to) =>
                new
                {
                    creditNoteId = note.GetProperty("id").GetGuid(),
                    invoiceId = to,
                    amount = allocation.GetProperty("amount").GetDecimal(),
                };
            await Send(
                HttpMethod.Post,
                "credit-allocations/remove",
                () => JsonContent.Create(Part(allocation.GetProperty("invoiceId").GetGuid()))
            );
            await Send(HttpMethod.Post, "credit-allocations", () => JsonContent.Create(Part(invoice)));
        }

        /// <summary>A customer was deleted here by hand: the ERP meets a 404 and makes it anew.</summary>
        public async Task Recover()
        {
            var (source, lost) = Accounts.First();
            await Send(HttpMethod.Delete, $"accounts/{lost}", () => null);
            var gone = await Once(HttpMethod.Get, $"accounts/{lost}", null);
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
            Accounts.Remove(source);
            var account = await Account(source, "Maison A0");
            await Contact(account, 0);
            for (var i = 0; i < 3; i++)
                await Invoice(account, 0, i);
            await CreditNote(account, 0);
        }

        private static MultipartFormDataContent Form(Guid account, string number, int index)
        {
            var file = new StringContent(
                Convert.ToBase64String("%PDF-1.4 a document"u8.ToArray(), Base64FormattingOptions.InsertLineBreaks)
            );
            file.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
            file.Headers.Add("Content-Transfer-Encoding", "base64");
            return new()
            {
                { new StringContent(account.ToString()), "accountId" },
                { new StringContent(number), "number" },
                { new StringContent("2026"), "issuedDate[year]" },
                { new StringContent("1"), "issuedDate[month]" },
                { new StringContent("15"), "issuedDate[day]" },
                { new StringContent("2026"), "dueDate[year]" },
                { new StringContent("2"), "dueDate[month]" },
                { new StringContent($"{10 + index}"), "dueDate[day]" },
                { new StringContent("100.10"), "totalAmount" },
                { new StringContent("16.68"), "taxAmount" },
                { new StringContent("EUR"), "currency[code]" },
                { new StringContent("1 rue du Port"), "billingAddress[street]" },
                { file, "file", $"{number}.pdf" },
            };
        }

        private Task<JsonElement> Get(string path) => Send(HttpMethod.Get, path, () => null);

        private async Task<JsonElement> Send(HttpMethod method, string path, Func<HttpContent?> content)
        {
            while (true)
            {
                using var answer = await Once(method, path, content());
                if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                {
                    Waits++;
                    server.Clock.Advance(answer.Headers.RetryAfter!.Delta!.Value);
                    continue;
                }
                var body = await answer.Content.ReadAsStringAsync();
                Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {body}");
                return body.Length == 0 ? default : JsonDocument.Parse(body).RootElement;
            }
        }

        private async Task<HttpResponseMessage> Once(HttpMethod method, string path, HttpContent? content)
        {
            using var request = new HttpRequestMessage(method, $"{ApiRoutes.Root}/{path}") { Content = content };
            request.Headers.Authorization = new("Bearer", token);
            var answer = await _http.SendAsync(request);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                return answer;
            Assert.Equal($"{Limit}", answer.Headers.GetValues("X-RateLimit-Limit").Single());
            return answer;
        }
    }
}
