using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Accounts;

/// <summary>How an account stands, over all that it owes. Kept by the database as invoices and contacts change: nobody else writes it.</summary>
public sealed class AccountStanding : Owned
{
    /// <summary>When nothing open has a due date.</summary>
    public static readonly DateOnly Never = new(9999, 12, 31);

    public AccountId AccountId { get; private init; }

    /// <summary>The first due date of what it owes.</summary>
    public DateOnly OldestDue { get; private init; }

    /// <summary>How many of the invoices it owes are contested.</summary>
    public int Disputed { get; private init; }

    /// <summary>How many contacts the agent may write to by e-mail: <see cref="Contacts.Contact.MayBeChased"/>.</summary>
    public int Reachable { get; private init; }
}

/// <summary>How many accounts there are by their oldest due date. Kept by the database as their standings change: nobody else writes it.</summary>
public sealed class StandingTotal : Owned
{
    public DateOnly OldestDue { get; private init; }
    public int Accounts { get; private init; }

    /// <summary>How many of them owe a contested invoice.</summary>
    public int Disputed { get; private init; }

    /// <summary>How many of them have nobody the agent may write to by e-mail.</summary>
    public int Unreachable { get; private init; }
}

/// <summary>What an account owes in one currency, less its unused credit. Kept by the database as invoices and credits change: nobody else writes it.</summary>
public sealed class AccountBalance : Owned
{
    public AccountId AccountId { get; private init; }
    public string Currency { get; private init; } = "";
    public long Minor { get; private init; }
}

internal sealed class AccountStandingTable
    : IEntityTypeConfiguration<AccountStanding>,
        IEntityTypeConfiguration<StandingTotal>,
        IEntityTypeConfiguration<AccountBalance>
{
    private const string Why = "It is added up from invoices, credits and contacts, which are audited.";

    public void Configure(EntityTypeBuilder<AccountStanding> standing)
    {
        standing.ToTable("account_standings");
        standing.IsNotAudited(Why);
        standing.HasKey(s => s.AccountId);
        standing.HasOne<Account>().WithOne().HasForeignKey<AccountStanding>(s => s.AccountId).OnDelete(DeleteBehavior.Cascade);
        standing.HasIndex(s => new
        {
            s.OrganizationId,
            s.OldestDue,
            s.AccountId,
        });
        standing.HasIndex(s => new { s.OrganizationId, s.AccountId });
        standing.HasIndex(s => new { s.OrganizationId, s.AccountId }, "IX_account_standings_disputed").HasFilter("\"Disputed\" > 0");
        standing.HasIndex(s => new { s.OrganizationId, s.AccountId }, "IX_account_standings_unreachable").HasFilter("\"Reachable\" = 0");
    }

    public void Configure(EntityTypeBuilder<StandingTotal> total)
    {
        total.ToTable("standing_totals");
        total.IsNotAudited(Why);
        total.HasKey(t => new { t.OrganizationId, t.OldestDue });
    }

    public void Configure(EntityTypeBuilder<AccountBalance> balance)
    {
        balance.ToTable("account_balances");
        balance.IsNotAudited(Why);
        balance.Property(b => b.Currency).HasMaxLength(3);
        balance.HasKey(b => new { b.AccountId, b.Currency });
        balance.HasOne<Account>().WithMany().HasForeignKey(b => b.AccountId).OnDelete(DeleteBehavior.Cascade);
        balance.HasIndex(b => new
        {
            b.OrganizationId,
            b.Currency,
            b.Minor,
            b.AccountId,
        });
    }
}
