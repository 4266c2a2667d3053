using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Storage;

/// <summary>How a database looks texts up; the migrations of the same database say what is in its index. Gives the rows that were added last first.</summary>
internal abstract class TextIndex
{
    public static TextIndex Of(AppDb db) => db.Database.IsNpgsql() ? new Postgres.PostgresTextIndex(db) : new SqliteTextIndex(db);

    /// <summary>Those with all of these, each of them words that follow each other.</summary>
    public abstract Task<List<Guid>> Words(Searchable what, string form, IReadOnlyList<Phrase> all, int most, CancellationToken ct);

    /// <summary>Those with all parts of one of these, in whatever text of theirs, or in that one.</summary>
    public abstract Task<List<Guid>> Parts(
        Searchable what,
        string? column,
        IReadOnlyList<IReadOnlyList<string>> ways,
        int most,
        CancellationToken ct
    );

    protected static string Called(Searchable what) => $"search_{what.ToString().ToLowerInvariant()}";
}

/// <param name="Text">One word or more.</param>
/// <param name="GoesOn">Whether the last word may be longer.</param>
internal readonly record struct Phrase(string Text, bool GoesOn);
