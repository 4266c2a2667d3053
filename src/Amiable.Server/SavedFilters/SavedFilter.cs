using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.SavedFilters;

/// <summary>What a member looks for again and again in a list, under a name of their own.</summary>
public sealed class SavedFilter : Owned
{
    public const int LongestName = 40;

    public SavedFilterId Id { get; private init; }

    /// <summary>Whose it is: nobody else sees it.</summary>
    public MemberId MemberId { get; private init; }

    /// <summary>The address of the list: "/accounts".</summary>
    public string List { get; private init; } = "";

    public string Name { get; private set; } = "";

    /// <summary>What is asked, as the list writes it: "?only=overdue".</summary>
    public string Query { get; private set; } = "";

    private SavedFilter() { }

    public SavedFilter(SavedFilterId id, MemberId member, string list, string name, string query) =>
        (Id, MemberId, List, Name, Query) = (id, member, list, name, query);

    public void Rename(string name) => Name = name;

    public void Ask(string query) => Query = query;
}

internal sealed class SavedFilterTable : IEntityTypeConfiguration<SavedFilter>
{
    public void Configure(EntityTypeBuilder<SavedFilter> filter)
    {
        filter.ToTable("saved_filters");
        filter.Property(f => f.List).HasMaxLength(40);
        filter.Property(f => f.Name).HasMaxLength(SavedFilter.LongestName);
        filter.Property(f => f.Query).HasMaxLength(2000);
        filter.HasIndex(f => new { f.OrganizationId, f.MemberId });
        // Whoever is removed takes theirs along.
        filter.HasOne<Member>().WithMany().HasForeignKey(f => f.MemberId).OnDelete(DeleteBehavior.Cascade);
    }
}
