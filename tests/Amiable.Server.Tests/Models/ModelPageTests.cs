using System.Net;
using Amiable.Integrations.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Models;

/// <summary>Settings → Agent → Language model, as members use it.</summary>
public sealed class ModelPageTests(ModelOffice office) : IClassFixture<ModelOffice>
{
    private const string Page = "/settings/agent/model";
    private static readonly string Key = SuiteLog.Remember("sk-otter-under-the-bridge-7");

    private TestServer Server => office.Server;

    private async Task<(OrganizationId Us, HttpClient Browser)> Somebody(string language = "en")
    {
        var us = await Server.Found($"Model {Guid.CreateVersion7():N}", Amiable.Organizations.Autonomy.Approve);
        var browser = await Server.SignedIn(us);
        browser.DefaultRequestHeaders.Remove("Accept-Language");
        browser.DefaultRequestHeaders.Add("Accept-Language", language);
        browser.DefaultRequestHeaders.Add("Accept", "text/html");
        return (us, browser);
    }

    private static Task<HttpResponseMessage> Save(HttpClient browser, string address, params (string Name, string Value)[] changes)
    {
        var fields = new Dictionary<string, string>
        {
            ["version"] = "0",
            ["kind"] = "OpenAiCompatible",
            ["address"] = address,
            ["model"] = "test-model",
            ["key"] = Key,
            ["reads"] = "true",
            ["mostCalls"] = "500",
        };
        foreach (var (name, value) in changes)
            fields[name] = value;
        return TestServer.Post(browser, Page, Page, [.. fields.Select(f => (f.Key, f.Value))]);
    }

    private Task<ModelEndpoint?> Stored(OrganizationId us) =>
        Server.As(us, s => s.GetRequiredService<AppDb>().ModelEndpoints.AsNoTracking().SingleOrDefaultAsync());

    private static async Task<string> Text(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

    [Theory]
    [InlineData("en", "None is used", "Nothing leaves your machine for it.", "Set one up…")]
    [InlineData("fr", "Aucun n’est utilisé", "Rien ne quitte votre machine pour cela.", "En configurer un…")]
    public async Task Without_being_asked_for_there_is_none(string language, params string[] says)
    {
        var (_, browser) = await Somebody(language);

        var page = WebUtility.HtmlDecode(await browser.GetStringAsync("/settings/agent"));

        Assert.All(says, s => Assert.Contains(s, page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en", "test-model answered as it should", "What is listed here goes to 127.0.0.1, and nowhere else.", "Asked 1 time.")]
    [InlineData(
        "fr",
        "test-model a répondu comme il faut",
        "Ce qui est indiqué ici va chez 127.0.0.1, et nulle part ailleurs.",
        "Interrogé 1 fois."
    )]
    public async Task Saving_and_trying_is_one_press_and_shows_the_key_nowhere(string language, params string[] says)
    {
        await using var stub = await ModelStub.Start(ModelStub.Chat("{\"works\": true}"));
        var (us, browser) = await Somebody(language);

        var page = await Text(await Save(browser, stub.Address + "/v1/chat/completions", ("then", "try")));

        Assert.All(says, s => Assert.Contains(s, page, StringComparison.Ordinal));
        Assert.DoesNotContain(Key, page + await browser.GetStringAsync(Page) + await Server.DatabaseText(), StringComparison.Ordinal);
        var stored = (await Stored(us))!.Settings;
        Assert.Equal((stub.Address + "/v1", true, false), (stored.Address, stored.Reads, stored.Writes));
        Assert.Contains("test-model", await browser.GetStringAsync("/settings/agent"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", 401, "The key is not accepted")]
    [InlineData("fr", 404, "Le serveur ne connaît pas cette adresse ou ce modèle")]
    [InlineData("en", 500, "The server has a problem of its own")]
    public async Task What_goes_wrong_is_said_in_the_words_of_the_server_too(string language, int status, string says)
    {
        await using var stub = await ModelStub.Start(ModelStub.Error(status, "This is what the server says."));
        var (_, browser) = await Somebody(language);

        var page = await Text(await Save(browser, stub.Address, ("then", "try")));

        Assert.Contains(says, page, StringComparison.Ordinal);
        Assert.Contains("This is what the server says.", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("address", "ftp://models.example", "address", "Write the address of the server")]
    [InlineData("address", "http://93.184.215.14/v1", "address", "Use https://")]
    [InlineData("model", " ", "model", "Write the name")]
    [InlineData("key", "two words", "key", "without blanks")]
    [InlineData("inputPrice", "cheap", "inputPrice", "million tokens")]
    [InlineData("mostCost", "5", "inputPrice", "Without prices")]
    [InlineData("mostCalls", "0", "mostCalls", "from 1 to 100,000")]
    public async Task What_cannot_be_is_refused_at_its_field(string field, string value, string at, string says)
    {
        var (us, browser) = await Somebody();

        var answer = await Save(browser, "http://127.0.0.1:9/v1", (field, value));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Text(answer);
        var place = page.IndexOf($"id=\"{at}-error\"", StringComparison.Ordinal);
        Assert.True(place > 0, $"No error at {at}.");
        Assert.Contains(says, page[place..(place + 300)], StringComparison.Ordinal);
        Assert.Null(await Stored(us));
    }

    [Fact]
    public async Task The_key_never_goes_to_another_server_than_it_was_typed_for()
    {
        await using var stub = await ModelStub.Start();
        await using var thief = await ModelStub.Start();
        var (us, browser) = await Somebody();
        await Save(browser, stub.Address);

        var kept = await Save(browser, stub.Address + "/v1", ("key", ""), ("version", "1"));
        var answer = await Save(browser, thief.Address, ("key", ""), ("version", "2"), ("then", "try"));

        Assert.Equal(HttpStatusCode.Redirect, kept.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("Type the key again", await Text(answer), StringComparison.Ordinal);
        Assert.Empty(thief.Requests);
        Assert.NotNull((await Stored(us))!.Key);
    }

    [Fact]
    public async Task Removed_it_is_forgotten_with_its_key()
    {
        await using var stub = await ModelStub.Start();
        var (us, browser) = await Somebody();
        await Save(browser, stub.Address);

        await TestServer.Post(browser, Page, Page + "/remove", ("version", "1"));

        Assert.Null(await Stored(us));
    }

    [Fact]
    public void Every_outcome_has_words_in_every_language() =>
        Assert.All(
            Enum.GetValues<ModelOutcome>(),
            outcome => Assert.All(Ui.Words.Spoken, language => Assert.NotEqual("", Ui.Words.For(language).Of(outcome)))
        );
}
