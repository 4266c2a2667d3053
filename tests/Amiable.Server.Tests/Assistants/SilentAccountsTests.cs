using Amiable.Communications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Assistants;

/// <summary>Accounts that were written to several times and say nothing.</summary>
[Collection(McpTests.Name)]
public sealed class SilentAccountsTests(McpOffice office)
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Three_messages_without_an_answer_or_a_payment_are_a_silence()
    {
        var (silent, _) = await office.Owing("Silent");
        var (twice, _) = await office.Owing("Written to twice");
        var (cameBack, _) = await office.Owing("One came back");
        var (answered, _) = await office.Owing("Answered");
        var (robot, _) = await office.Owing("A robot answered");
        var (paidPart, _) = await office.Owing("Paid a part");
        foreach (var account in new[] { silent, twice, cameBack, answered, robot, paidPart })
        foreach (var days in account == twice ? new[] { 5, 2 } : [8, 5, 2])
            await Sent(account, days);
        await Update(cameBack, c => c.SentAt == Now.AddDays(-2), CommunicationStatus.Bounced);
        await Received(answered, isAutomatic: false);
        await Received(robot, isAutomatic: true);
        await office.Api.Put($"/invoices/{await InvoiceOf(paidPart)}/paid-amount", new { paidAmount = 10 });

        var found = (await office.Assistant.Call("list-silent-accounts", new { first = 200 })).Nodes;

        var names = found.Select(n => n!["accountName"]!.ToString()).ToList();
        Assert.Equal(["A robot answered", "Silent"], names.Order());
        var first = found.Single(n => n!["accountName"]!.ToString() == "Silent")!;
        Assert.Equal((3, 100m), (first["unansweredMessages"]!.GetValue<int>(), first["owed"]![0]!["amount"]!.GetValue<decimal>()));
        Assert.Null(first["lastHeardAt"]);
    }

    private async Task<Guid> InvoiceOf(Guid account) =>
        (await office.Api.Get($"/invoices?accountId={account}")).Nodes[0].GetProperty("id").GetGuid();

    private async Task Sent(Guid account, int daysAgo)
    {
        var id = TestServer.New<CommunicationId>();
        var at = Now.AddDays(-daysAgo);
        await office.Server.Save(office.Server.Us, Communication.ByHand(id, new(account), Guid.CreateVersion7(), null, at));
        await office.Server.As(
            office.Server.Us,
            s =>
                s.GetRequiredService<AppDb>()
                    .Communications.Where(c => c.Id == id)
                    .ExecuteUpdateAsync(set => set.SetProperty(c => c.Status, CommunicationStatus.Sent).SetProperty(c => c.SentAt, at))
        );
    }

    private Task<int> Update(Guid account, System.Linq.Expressions.Expression<Func<Communication, bool>> which, CommunicationStatus status)
    {
        var of = new AccountId(account);
        return office.Server.As(
            office.Server.Us,
            s =>
                s.GetRequiredService<AppDb>()
                    .Communications.Where(c => c.AccountId == of)
                    .Where(which)
                    .ExecuteUpdateAsync(set => set.SetProperty(c => c.Status, status))
        );
    }

    private Task<int> Received(Guid account, bool isAutomatic)
    {
        var mail = new ReceivedMail
        {
            From = new(null, "Anne", "anne@roux.example"),
            Subject = "Re: ",
            Text = "Hello",
            IsAutomatic = isAutomatic,
            Fingerprint = $"silence {account:N}",
            Day = new(2026, 3, 2),
            At = Now,
        };
        return office.Server.Save(office.Server.Us, Communication.Received(TestServer.New<CommunicationId>(), new(account), mail));
    }
}
