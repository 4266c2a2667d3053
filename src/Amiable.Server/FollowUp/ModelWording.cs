using Amiable.Accounts;
using Amiable.Platform.Audit;
using Amiable.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.FollowUp;

/// <summary>
/// The words that a language model proposed for one situation of an account. Made ahead, so that nothing waits for a model; kept under a key of the facts it knew, so
/// that changed facts have no words until there are new ones. They hold places instead of names and figures.
/// </summary>
public sealed class ModelWording : Owned
{
    /// <summary>How long it is kept: longer than any message waits.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    public ModelWordingId Id { get; private init; }
    public AccountId AccountId { get; private init; }

    /// <summary><see cref="WordingBrief.Key"/>.</summary>
    public string Key { get; private init; } = "";
    public DateTimeOffset At { get; private init; }

    /// <summary>Who proposed it.</summary>
    public string Model { get; private init; } = "";

    /// <summary>On which prompt, with its version.</summary>
    public string Prompt { get; private init; } = "";

    /// <summary>Null when what was proposed could not be taken: it is not asked again for the same.</summary>
    public ProposedWords? Words { get; private init; }

    private ModelWording() { }

    public ModelWording(
        ModelWordingId id,
        AccountId account,
        string key,
        DateTimeOffset at,
        string model,
        string prompt,
        ProposedWords? words
    ) => (Id, AccountId, Key, At, Model, Prompt, Words) = (id, account, key, at, model, prompt, words);

    /// <summary>Those of some accounts.</summary>
    public static Task<List<ModelWording>> Of(AppDb db, IReadOnlyList<AccountId> accounts, CancellationToken ct) =>
        db.ModelWordings.AsNoTracking().Where(w => EF.Parameter(accounts).Contains(w.AccountId)).ToListAsync(ct);

    /// <summary>What a message says of where its words come from.</summary>
    public string Template => $"{Source} {Prompt} {Model}";

    private const string Source = "model";

    /// <summary>Whether a message with that template has words of a model.</summary>
    public static bool IsSourceOf(string template) => ModelOf(template) is not null;

    /// <summary>Which model proposed the words of a message with that template; null for none.</summary>
    public static string? ModelOf(string template) => template.Split(' ', 3) is [Source, _, var model] ? model : null;
}

internal sealed class ModelWordingTable : IEntityTypeConfiguration<ModelWording>
{
    public void Configure(EntityTypeBuilder<ModelWording> wording)
    {
        wording.ToTable("model_wordings");
        wording.IsNotAudited("A proposal. What becomes of it is a message, and that is audited.");
        wording.Property(w => w.Key).HasMaxLength(64);
        wording.Property(w => w.Model).HasMaxLength(200);
        wording.Property(w => w.Prompt).HasMaxLength(60);
        wording.Property(w => w.Words).AsJson();
        wording.HasOne<Account>().WithMany().HasForeignKey(w => w.AccountId).OnDelete(DeleteBehavior.Cascade);
        wording
            .HasIndex(w => new
            {
                w.OrganizationId,
                w.AccountId,
                w.Key,
            })
            .IsUnique();
    }
}
