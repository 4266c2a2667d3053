using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.LatePayment;

/// <summary>A rate a member entered: it adds to the table that comes with the program, or stands in place of what that says for the same day.</summary>
public sealed class OwnRate : Owned
{
    public const int LongestSource = 200;

    public OwnRateId Id { get; private init; }
    public Regime Regime { get; private init; }
    public DateOnly From { get; private init; }

    /// <summary>A year, in hundredths of a percent.</summary>
    public int BasisPoints { get; private init; }

    /// <summary>Where the rate is published.</summary>
    public string Source { get; private init; } = "";

    private OwnRate() { }

    public OwnRate(OwnRateId id, Regime regime, DateOnly from, int basisPoints, string source) =>
        (Id, Regime, From, BasisPoints, Source) = (id, regime, from, basisPoints, source);
}

/// <summary>What was decided about the interest an account owes, with what it came to that day. Only added to: together they are the ledger of claims.</summary>
public sealed class LateDecision : Owned
{
    public const int LongestNote = 500;

    public LateDecisionId Id { get; private init; }
    public AccountId AccountId { get; private init; }

    /// <summary>Counts the decisions about the account: the last one stands.</summary>
    public int Number { get; private init; }
    public ClaimStance Stance { get; private init; }
    public DateOnly On { get; private init; }
    public string By { get; private init; } = "";
    public string? Note { get; private init; }

    /// <summary>Interest and fixed sums of that day, one amount a currency.</summary>
    public IReadOnlyList<LateSum> Sums { get; private init; } = [];

    private LateDecision() { }

    public LateDecision(
        LateDecisionId id,
        AccountId account,
        int number,
        ClaimStance stance,
        DateOnly on,
        string by,
        string? note,
        IReadOnlyList<LateSum> sums
    ) => (Id, AccountId, Number, Stance, On, By, Note, Sums) = (id, account, number, stance, on, by, note, sums);
}

internal sealed class LatePaymentTables : IEntityTypeConfiguration<OwnRate>, IEntityTypeConfiguration<LateDecision>
{
    public void Configure(EntityTypeBuilder<OwnRate> rate)
    {
        rate.ToTable("own_rates");
        rate.Property(r => r.Source).HasMaxLength(OwnRate.LongestSource);
        rate.HasIndex(r => new
            {
                r.OrganizationId,
                r.Regime,
                r.From,
            })
            .IsUnique();
    }

    public void Configure(EntityTypeBuilder<LateDecision> decision)
    {
        decision.ToTable("late_decisions");
        decision.Property(d => d.By).HasMaxLength(200);
        decision.Property(d => d.Note).HasMaxLength(LateDecision.LongestNote);
        decision.Property(d => d.Sums).AsJson();
        decision.HasOne<Accounts.Account>().WithMany().HasForeignKey(d => d.AccountId).OnDelete(DeleteBehavior.Cascade);
        // Two members who decide at the same time do not both: the database says no to the second.
        decision
            .HasIndex(d => new
            {
                d.OrganizationId,
                d.AccountId,
                d.Number,
            })
            .IsUnique();
        decision.HasIndex(d => d.AccountId);
    }
}
