using Amiable.Accounts;
using Amiable.Audit;
using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Audit;

/// <summary>What tests ask of the audit log.</summary>
internal static class Log
{
    /// <summary>Every entry of ours, the oldest first.</summary>
    public static Task<List<AuditEntry>> Entries(this TestServer server, OrganizationId? of = null) =>
        server.As(of ?? server.Us, s => s.GetRequiredService<AppDb>().AuditEntries.AsNoTracking().OrderBy(e => e.Number).ToListAsync());

    public static async Task<AuditEntry> Last(this TestServer server) => (await server.Entries())[^1];

    public static AuditField Field(this AuditEntry entry, string name) =>
        AuditDetails.Read(entry.Changes)!.Fields.Single(f => f.Field == name);

    public static Task<AuditVerdict> Verify(this TestServer server, AuditHead? kept = null, OrganizationId? of = null) =>
        server.As(of ?? server.Us, s => s.GetRequiredService<VerifyAuditLog>().Run(kept, default));

    /// <summary>Changes an account in a scope of its own.</summary>
    public static Task<int> Change(this TestServer server, AccountId id, Action<Account> change) =>
        server.As(
            server.Us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                change(await db.Accounts.SingleAsync(a => a.Id == id));
                return await db.SaveChangesAsync();
            }
        );

    /// <summary>Bytes as they are written in a statement.</summary>
    public static string Literal(byte[] bytes) =>
        TestDatabase.IsPostgres ? $"'\\x{Convert.ToHexString(bytes)}'::bytea" : $"x'{Convert.ToHexString(bytes)}'";

    /// <summary>Behind the program's back, as somebody with the file would.</summary>
    public static async Task Tamper(this TestServer server, string sql, bool triggersOff = true)
    {
        await using var connection = await TestDatabase.Open(server.Data);
        await using var command = connection.CreateCommand();
        if (triggersOff)
        {
            command.CommandText = string.Concat(
                new[] { "in_order", "unchanged", "details_only_erased", "kept" }.Select(t =>
                    $"DROP TRIGGER audit_entries_{t}{(TestDatabase.IsPostgres ? " ON audit_entries" : "")};"
                )
            );
            await command.ExecuteNonQueryAsync();
        }
        command.CommandText = sql.Replace(
            "OURS",
            $"\"OrganizationId\" = '{server.Us.Value.ToString().ToUpperInvariant()}'",
            StringComparison.Ordinal
        );
        Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
    }
}
