using Amiable.Accounts;
using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Accounts;

/// <summary>Lets something happen to what a test made, without the use case that would plan and tell.</summary>
internal static class Changes
{
    public static Task Change(this TestServer server, Invoice invoice, Action<Invoice> happens) =>
        server.As(
            server.Us,
            async services =>
            {
                var db = services.GetRequiredService<AppDb>();
                happens(await db.Invoices.SingleAsync(i => i.Id == invoice.Id));
                return await db.SaveChangesAsync();
            }
        );

    public static Task Change(this TestServer server, Account account, Action<Account> happens) =>
        server.As(
            server.Us,
            async services =>
            {
                var db = services.GetRequiredService<AppDb>();
                happens(await db.Accounts.SingleAsync(a => a.Id == account.Id));
                return await db.SaveChangesAsync();
            }
        );

    public static Task<Account> Now(this TestServer server, Account account) =>
        server.As(server.Us, services => services.GetRequiredService<AppDb>().Accounts.AsNoTracking().SingleAsync(a => a.Id == account.Id));
}
