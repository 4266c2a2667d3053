using System.Net;
using Amiable.Communications;
using Amiable.Organizations;
using Amiable.Platform.SignIn;
using Amiable.SavedFilters;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tests.SavedFilters;

/// <summary>Filters that a member keeps of a list.</summary>
public sealed class SavedFiltersTests(OneServer one) : IClassFixture<OneServer>
{
    [Fact]
    public async Task What_a_list_shows_is_kept_under_a_name_renamed_and_deleted()
    {
        Assert.Contains("Save this filter", await one.Client.GetStringAsync("/invoices?show=overdue"), StringComparison.Ordinal);

        var answer = await Save("/invoices", "Late", "?show=overdue&sort=-due&after=here&nonsense=1");

        Assert.Equal("/invoices?show=overdue&sort=-due", answer.Headers.Location!.OriginalString);
        var list = WebUtility.HtmlDecode(await one.Client.GetStringAsync("/invoices"));
        Assert.Contains("href=\"/invoices?show=overdue&sort=-due\"", list, StringComparison.Ordinal);
        // Only where it belongs, and not while another question is on.
        Assert.DoesNotContain(
            "show=overdue&sort=-due",
            WebUtility.HtmlDecode(await one.Client.GetStringAsync("/payments")),
            StringComparison.Ordinal
        );
        var id = await Id("Late");

        await one.Client.Do(
            "/invoices?show=overdue&sort=-due",
            $"/saved-filters/{id}/rename",
            ("name", "Very late"),
            ("back", "/invoices")
        );
        Assert.Contains("Very late</a>", await one.Client.GetStringAsync("/invoices"), StringComparison.Ordinal);

        await one.Client.Do("/invoices?show=overdue&sort=-due", $"/saved-filters/{id}/delete", ("back", "/invoices"));
        Assert.DoesNotContain("Very late</a>", await one.Client.GetStringAsync("/invoices"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_name_again_asks_something_else_from_now_on()
    {
        await Save("/accounts", "Mine", "?only=overdue");
        await Save("/accounts", "mine", "?only=paused");

        Assert.Equal(
            ["?only=paused"],
            await one.Server.Read(db => db.SavedFilters.Where(f => f.List == "/accounts").Select(f => f.Query).ToListAsync())
        );
    }

    [Theory]
    [InlineData("/accounts", "", "?only=overdue", "Give the filter a name")]
    [InlineData("/accounts", "Everything", "?nonsense=1", "choose a filter first")]
    public async Task What_cannot_be_kept_is_said(string list, string name, string query, string said)
    {
        await Save(list, name, query);
        Assert.Contains(said, await one.Client.GetStringAsync(list), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_does_not_exist_has_no_filters() =>
        Assert.Equal(HttpStatusCode.NotFound, (await Save("/settings/members", "Mine", "?q=1")).StatusCode);

    [Fact]
    public async Task A_list_keeps_at_most_so_many()
    {
        for (var i = 0; i < SaveFilter.MostOfOneList; i++)
            await Save("/tasks", $"Filter {i}", "?show=closed");
        await Save("/tasks", "One too many", "?show=closed");

        Assert.Contains("at most 20 saved filters", await one.Client.GetStringAsync("/tasks"), StringComparison.Ordinal);
        Assert.Equal(SaveFilter.MostOfOneList, await one.Server.Read(db => db.SavedFilters.CountAsync(f => f.List == "/tasks")));
    }

    [Fact]
    public async Task What_somebody_else_keeps_is_neither_seen_nor_changed()
    {
        var person = new Person { Id = TestServer.New<PersonId>(), Email = "paul@x.example" };
        var other = new Member(TestServer.New<MemberId>(), person.Id, "Paul", "Roy", person.Email);
        var filter = new SavedFilter(TestServer.New<SavedFilterId>(), other.Id, "/communications", "Hers alone", "?show=sent");
        await one.Server.Save(one.Server.Us, person, other, filter);

        Assert.DoesNotContain("Hers alone", await one.Client.GetStringAsync("/communications"), StringComparison.Ordinal);
        var answer = await one.Client.Do("/accounts/new", $"/saved-filters/{filter.Id.Value}/delete");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private Task<HttpResponseMessage> Save(string list, string name, string query) =>
        one.Client.Do("/accounts/new", "/saved-filters", ("list", list), ("name", name), ("query", query));

    private Task<Guid> Id(string name) => one.Server.Read(async db => (await db.SavedFilters.SingleAsync(f => f.Name == name)).Id.Value);
}

internal static class Doing
{
    public static Task<HttpResponseMessage> Do(
        this HttpClient client,
        string page,
        string action,
        params (string Name, string Value)[] fields
    ) => TestServer.Post(client, page, action, fields);
}
