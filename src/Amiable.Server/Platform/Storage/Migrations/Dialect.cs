using Microsoft.EntityFrameworkCore.Migrations;

namespace Amiable.Platform.Storage.Migrations;

/// <summary>
/// What a migration builder cannot say in the same words for both databases: triggers, searching of text, and a few expressions. A migration asks for it here,
/// and the two answers stand beside each other.
/// </summary>
internal abstract class Dialect
{
    public static Dialect Of(MigrationBuilder migration) =>
        migration.ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite" ? new SqliteDialect() : new PostgresDialect();

    /// <summary>Today and so many days more.</summary>
    public abstract string InDays(int days);

    /// <summary>The expression, or the other one where it is null.</summary>
    public abstract string Or(string expression, string otherwise);

    /// <summary>A text of the object that a column ({0} is its row) keeps as JSON.</summary>
    public abstract string Json(string column, string key);

    /// <summary>Compares and sorts a column without knowing the case of ASCII letters.</summary>
    public abstract string AnyCase(string column);

    /// <summary>Whether totals that many rows share are kept with each row, or added up when all of them are there: see <see cref="LateTotals"/>.</summary>
    public abstract string AddsUpAtOnce { get; }

    /// <param name="name">Unique in the database.</param>
    /// <param name="table">Whose rows it follows.</param>
    /// <param name="occasion">"AFTER INSERT", "AFTER UPDATE OF …" or "AFTER DELETE".</param>
    /// <param name="condition">Over NEW and OLD; null for always.</param>
    /// <param name="body">Statements in plain SQL over NEW and OLD, with the blanks around them.</param>
    public abstract IEnumerable<string> Trigger(string name, string table, string occasion, string? condition, string body);

    /// <summary>What follows rows that come, told once of all that a statement adds where the database can do that.</summary>
    public abstract IEnumerable<string> ArrivalsTogether();

    /// <summary>Takes it away, with all it was made of.</summary>
    public abstract IEnumerable<string> DropTrigger(string name, string table);

    /// <summary>What lets nobody change the audit log.</summary>
    public abstract IEnumerable<string> AuditRules();

    /// <summary>What every index of texts needs.</summary>
    public abstract IEnumerable<string> SearchFoundations();

    /// <summary>The same, for less at each row that is written.</summary>
    public abstract IEnumerable<string> CheaperSearchFoundations();

    /// <summary>An index of texts, filled with what is there, and the triggers that keep it.</summary>
    public abstract IEnumerable<string> Search(SearchedTable table);

    /// <summary>
    /// An index of texts that change often leaves what is deleted where it lies until it is merged with other parts, as it does by itself, and at once when somebody is
    /// erased: <see cref="DeletedWords"/>.
    /// </summary>
    /// <param name="table">Whose texts.</param>
    /// <param name="forms">Names of its forms.</param>
    public abstract IEnumerable<string> ForgetWordsLater(string table, IReadOnlyList<string> forms);

    /// <summary>What takes the turn of whoever counts for an account: where several write at once, sums over rows are made one after the other.</summary>
    public abstract string Turn(string account);
}
