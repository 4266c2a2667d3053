using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Accounts;

internal sealed class AccountTable : IEntityTypeConfiguration<Account>, IEntityTypeConfiguration<AccountEvent>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.ToTable("accounts");
        account.Property(a => a.Details).AsJson();
        account.Property(a => a.Name).HasMaxLength(300).IsNotAudited(); // A part of the details.
        account.Property(a => a.MatchKey).HasMaxLength(300).IsNotAudited();
        account.Property(a => a.LedgerReadAt).IsNotAudited(); // The import that read it is told.
        account.Property(a => a.SourceId).HasMaxLength(200);
        account.Property(a => a.ConnectionId).HasMaxLength(100);
        account.Property(a => a.UpdatedAt).IsNotAudited();
        // Files give their own numbers, and each connection gives its own.
        account.HasIndex(a => new { a.OrganizationId, a.SourceId }).IsUnique().HasFilter("\"ConnectionId\" IS NULL");
        account
            .HasIndex(a => new
            {
                a.OrganizationId,
                a.ConnectionId,
                a.SourceId,
            })
            .IsUnique();
        // Programs walk through all of them, or ask for what changed.
        account.HasIndex(a => new { a.OrganizationId, a.Id });
        account.HasIndex(a => new { a.OrganizationId, a.UpdatedAt });
        account.HasIndex(a => new { a.OrganizationId, a.Name });
        IndexForLists(account);
    }

    // Lists of accounts are sorted, searched and counted by these without reading a row.
    private static void IndexForLists(EntityTypeBuilder<Account> account)
    {
        account.HasIndex(
            a => new
            {
                a.OrganizationId,
                a.MatchKey,
                a.Id,
                a.Name,
            },
            "IX_accounts_names"
        );
        account
            .HasIndex(
                a => new
                {
                    a.OrganizationId,
                    a.PausedOn,
                    a.PausedUntil,
                    a.Id,
                },
                "IX_accounts_paused"
            )
            .HasFilter("\"PausedOn\" IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<AccountEvent> happened)
    {
        happened.ToTable("account_events");
        happened.IsNotAudited("It is the history of an account, which nothing changes; what it tells of is audited.");
        happened.HasIndex(e => new
        {
            e.OrganizationId,
            e.AccountId,
            e.At,
        });
        happened.HasOne<Account>().WithMany().HasForeignKey(e => e.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
