using Amiable.Accounts;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Communications;

/// <summary>What tests of messages start from, and look at.</summary>
internal static class Messages
{
    /// <summary>An account with one overdue invoice, and what the agent plans to say about it.</summary>
    public static async Task<(Account Account, Invoice Invoice, Communication Message)> Planned(
        this TestServer server,
        string name = "Ateliers Roux",
        string number = "F-2026-0288"
    )
    {
        var account = await server.Account(name);
        var invoice = await server.Invoice(account, number, "2026-02-20", 1540);
        return (account, invoice, await server.Plan(account));
    }

    public static async Task<Communication> Plan(this TestServer server, Account account)
    {
        await server.As(server.Us, services => services.GetRequiredService<PlanFollowUps>().Run([account.Id], default));
        return await server.Read(db => db.Communications.SingleAsync(c => c.AccountId == account.Id && c.Origin == Origin.Agent));
    }

    public static Task<T> Read<T>(this TestServer server, Func<AppDb, Task<T>> read) =>
        server.As(server.Us, services => read(services.GetRequiredService<AppDb>()));

    public static Task<Communication> Again(this TestServer server, Communication message) =>
        server.Read(db => db.Communications.SingleAsync(c => c.Id == message.Id));

    public static Task<int> SendWhatIsDue(this TestServer server) =>
        server.As(server.Us, services => services.GetRequiredService<SendDueCommunications>().Run(default));

    public static string Page(this Communication message) => $"/communications/{message.Id.Value}";

    /// <summary>Presses a button of its panel.</summary>
    public static Task<HttpResponseMessage> Press(
        this HttpClient client,
        Communication message,
        string button,
        params (string Name, string Value)[] fields
    ) => TestServer.Post(client, message.Page(), $"{message.Page()}/{button}", [("version", $"{message.Version}"), .. fields]);

    /// <summary>The fields of the edit form as they come, with some changed.</summary>
    public static (string Name, string Value)[] EditFields(this Communication message, params (string Name, string Value)[] changed)
    {
        var local = TimeZoneInfo.ConvertTime(message.SendAt, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));
        var fields = new Dictionary<string, string>
        {
            ["version"] = $"{message.Version}",
            ["sendOn"] = $"{local:yyyy-MM-dd}",
            ["sendAt"] = $"{local:HH:mm}",
            ["subject"] = message.Subject,
            // As a browser sends it.
            ["text"] = message.Text.ReplaceLineEndings("\r\n"),
            [$"contact-{message.Recipients[0].Contact.Value}"] = "to",
        };
        foreach (var (name, value) in changed)
            fields[name] = value;
        return [.. fields.Select(f => (f.Key, f.Value))];
    }

    public static Task<HttpResponseMessage> Edit(
        this HttpClient client,
        Communication message,
        params (string Name, string Value)[] changed
    ) => TestServer.Post(client, $"{message.Page()}/edit", $"{message.Page()}/edit", message.EditFields(changed));
}
