using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Amiable.Platform.Api;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Api;

/// <summary>A program that does not know whether its request arrived sends it again: it is done once, and answered the same.</summary>
[Collection(ApiTests.Name)]
public sealed class IdempotencyTests(ApiServer server)
{
    private ApiClient Api => server.Api;

    [Fact]
    public async Task The_same_key_with_the_same_request_is_done_once_and_answered_the_same()
    {
        var (account, key) = (await Api.Account("Once"), NewKey());
        var first = (await Api.Post("/invoices", ApiClient.InvoiceOf(account, "ONCE-1"), key)).Is(HttpStatusCode.Created);
        await Api.Put($"/invoices/{first.Id}/paid-amount", new { paidAmount = 40 });

        var again = (await Api.Post("/invoices", ApiClient.InvoiceOf(account, "ONCE-1"), key)).Is(HttpStatusCode.Created);

        Assert.Equal(first.Text, again.Text);
        Assert.Equal(("true", null), (again.Header("Idempotency-Replayed"), first.Header("Idempotency-Replayed")));
        Assert.Equal(first.Http.Headers.Location, again.Http.Headers.Location);
        Assert.Single((await Api.Get($"/invoices?accountId={account}")).Nodes);
    }

    [Fact]
    public async Task The_same_key_with_another_request_is_refused()
    {
        var (account, key) = (await Api.Account("Reused"), NewKey());
        await Api.Post("/invoices", ApiClient.InvoiceOf(account, "REUSED-1"), key);

        (await Api.Post("/invoices", ApiClient.InvoiceOf(account, "REUSED-2"), key)).IsProblem(
            HttpStatusCode.UnprocessableEntity,
            "idempotency-key-reused"
        );
        (await Api.Post("/credit-notes", ApiClient.InvoiceOf(account, "REUSED-1"), key)).IsProblem(
            HttpStatusCode.UnprocessableEntity,
            "idempotency-key-reused"
        );
    }

    [Fact]
    public async Task A_key_is_of_one_token()
    {
        var key = NewKey();
        var other = await server.Client(server.Server.Us, Scopes.All);

        var ours = (await Api.Post("/accounts", new { fullName = "Keyed by one" }, key)).Is(HttpStatusCode.Created);
        var theirs = (await other.Post("/accounts", new { fullName = "Keyed by another" }, key)).Is(HttpStatusCode.Created);
        var elsewhere = (await server.Elsewhere.Post("/accounts", new { fullName = "Keyed elsewhere" }, key)).Is(HttpStatusCode.Created);

        Assert.Equal(3, new[] { ours.Id, theirs.Id, elsewhere.Id }.Distinct().Count());
    }

    [Fact]
    public async Task Requests_at_once_with_one_key_are_done_once()
    {
        var (account, key) = (await Api.Account("At once"), NewKey());

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ => Api.Post($"/accounts/{account}/contacts", new { fullName = "Anne", email = "anne@once.example" }, key))
        );

        Assert.All(answers, a => Assert.True(a.Status == HttpStatusCode.Created || a.Code == "idempotency-key-in-use", a.Text));
        Assert.Contains(answers, a => a.Status == HttpStatusCode.Created);
        Assert.Equal(1, (await Api.Get($"/accounts/{account}/contacts")).Body.GetArrayLength());
    }

    [Fact]
    public async Task A_refusal_is_kept_like_any_answer()
    {
        var (account, key) = (await Api.Account("Refusals"), NewKey());
        var wrong = ApiClient.InvoiceOf(account, "", 10);

        var first = (await Api.Post("/invoices", wrong, key)).Is(HttpStatusCode.UnprocessableEntity);
        var again = await Api.Post("/invoices", wrong, key);

        Assert.Equal((first.Text, "true"), (again.Text, again.Header("Idempotency-Replayed")));
    }

    [Fact]
    public async Task A_form_is_the_same_whatever_its_boundary()
    {
        var (account, key) = (await Api.Account("Boundaries"), NewKey());

        var first = await Api.Send(HttpMethod.Post, "/invoices", Form(account, "%PDF-1.4 one"), key);
        var again = await Api.Send(HttpMethod.Post, "/invoices", Form(account, "%PDF-1.4 one"), key);
        var other = await Api.Send(HttpMethod.Post, "/invoices", Form(account, "%PDF-1.4 two"), key);

        Assert.Equal(first.Is(HttpStatusCode.Created).Id, again.Is(HttpStatusCode.Created).Id);
        other.IsProblem(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("a b")]
    public async Task A_key_is_visible_text(string key) =>
        (await Api.Post("/accounts", new { fullName = "Bad key" }, key)).IsProblem(HttpStatusCode.UnprocessableEntity, "idempotency-key");

    [Fact]
    public async Task After_a_day_a_key_is_free_again_and_its_answer_is_swept()
    {
        await using var own = await TestServer.Start();
        var api = new ApiClient(own.CreateClient(), await ApiServer.Token(own, own.Us, Scopes.All), null);
        var key = NewKey();
        await api.Post("/accounts", new { fullName = "Yesterday" }, key);
        await api.Post("/accounts", new { fullName = "Yesterday, too" }, NewKey());
        own.Clock.Advance(TimeSpan.FromHours(24.1));

        (await api.Post("/accounts", new { fullName = "Today" }, key)).Is(HttpStatusCode.Created);
        var swept = await own.As(own.Us, s => s.GetRequiredService<ForgetAnswers>().Run(default));
        var left = await own.As(own.Us, s => s.GetRequiredService<AppDb>().KeptAnswers.CountAsync());

        Assert.Equal((1, 1), (swept, left));
    }

    private static string NewKey() => Guid.CreateVersion7().ToString();

    private static MultipartFormDataContent Form(Guid account, string document)
    {
        var file = new ByteArrayContent(Encoding.ASCII.GetBytes(document));
        file.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        return new()
        {
            { new StringContent(account.ToString()), "accountId" },
            { new StringContent("BOUND-1"), "number" },
            { new StringContent("2026-02-01"), "issuedDate" },
            { new StringContent("12.30"), "totalAmount" },
            { new StringContent("EUR"), "currency[code]" },
            { file, "file", "invoice.pdf" },
        };
    }
}
