using Amiable.Accounts;
using Amiable.Communications;
using Amiable.FollowUp;
using Amiable.Inbound;
using Amiable.Invoices;
using Amiable.Tasks;
using Amiable.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Reading;

/// <summary>An installation that customers answer to: one server for all tests of a class; each answer is of an account of its own.</summary>
public sealed class AnsweringOffice : IAsyncLifetime
{
    private int _accounts;

    internal TestServer Server { get; private set; } = null!;
    internal Postbox Box { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await TestServer.Start();
        Box = await Postbox.Open(Server, Server.Us);
    }

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();

    /// <summary>An account that owes F-1 and F-2 of 100 and 250 euros answers this.</summary>
    internal async Task<(Account Account, Communication Received)> Answers(string text, string writer = "anne", string headers = "")
    {
        var account = await Owing();
        return (account, await Writes(account, text, writer, headers));
    }

    /// <summary>The same, and what is asked.</summary>
    internal async Task<(Account Account, Communication Received, HumanTask Task)> IsAsked(string text, string writer = "anne")
    {
        var (account, received) = await Answers(text, writer);
        return (account, received, await Box.Ask(db => db.Tasks.AsNoTracking().SingleAsync(t => t.CommunicationId == received.Id)));
    }

    internal async Task<Account> Owing()
    {
        var number = ++_accounts;
        var account = await Server.Account($"Ateliers Roux {number}", email: $"anne@roux{number}.example");
        await Server.Invoice(account, $"F-{number}01", "2026-02-10");
        await Server.Invoice(account, $"F-{number}02", "2026-02-20", amount: 250);
        return account;
    }

    internal async Task<Communication> Writes(Account account, string text, string writer = "anne", string headers = "")
    {
        var number = account.Name.Split(' ')[^1];
        var mail = await Box.Take(
            from: $"Anne Roux <{writer}@roux{number}.example>",
            text: text.Replace("F-1", $"F-{number}01", StringComparison.Ordinal).Replace("F-2", $"F-{number}02", StringComparison.Ordinal),
            headers: headers
        );
        return await Box.Of(mail);
    }

    internal Task<List<Invoice>> Invoices(Account account) =>
        Box.Ask(db => db.Invoices.AsNoTracking().Where(i => i.AccountId == account.Id).OrderBy(i => i.Number).ToListAsync());

    /// <summary>What the agent says of itself, beside its plan.</summary>
    internal Task<List<Communication>> AnswersTo(Account account) =>
        Box.Ask(db =>
            db.Communications.AsNoTracking()
                .Where(c => c.AccountId == account.Id && c.Origin == Origin.Answer)
                .OrderBy(c => c.CreatedAt)
                .ToListAsync()
        );

    internal Task<List<HumanTask>> Tasks(Account account) =>
        Box.Ask(db => db.Tasks.AsNoTracking().Where(t => t.AccountId == account.Id).OrderBy(t => t.CreatedAt).ToListAsync());

    internal Task<List<PaymentDeclaration>> Declarations(Account account) =>
        Box.Ask(db =>
            db.PaymentDeclarations.AsNoTracking()
                .Where(d => d.AccountId == account.Id)
                .OrderBy(d => d.NotedAt)
                .ThenBy(d => d.Kind)
                .ToListAsync()
        );

    /// <summary>Sends what is due, and returns the mails to that account.</summary>
    internal async Task<List<OutgoingMail>> Send(Account account)
    {
        await Server.As(Server.Us, s => s.GetRequiredService<SendDueCommunications>().Run(default));
        var number = account.Name.Split(' ')[^1];
        return [.. Server.Mailbox.Sent.Where(m => m.To.Any(t => t.EndsWith($"@roux{number}.example", StringComparison.Ordinal)))];
    }
}
