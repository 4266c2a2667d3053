namespace Amiable.Platform.Storage.Migrations;

/// <summary>The index of one kind of rows in SQLite: a table of FTS5 for each form, and one that says which row has which number in it.</summary>
internal sealed class SqliteSearch(SearchedTable searched)
{
    // Every organization has a range of row numbers of its own in every index: whoever searches reads that range, and nothing else is even looked at.
    private const long Range = 1L << 40;

    // The beginnings of words of those lengths are found without reading all that begin so.
    private const string Words = "content='', tokenize='unicode61 remove_diacritics 2', prefix='2 3'";

    // Any three characters that follow each other.
    private const string Parts = "content='', tokenize='trigram remove_diacritics 1'";

    public IEnumerable<string> Index()
    {
        var (table, ids) = (searched.Table, searched.Called);
        yield return $"""CREATE TABLE {ids} ("Id" INTEGER NOT NULL PRIMARY KEY, "Subject" TEXT NOT NULL UNIQUE)""";
        yield return $"""
            INSERT INTO {ids} ("Id", "Subject")
            SELECT o."Number" * {Range} + row_number() OVER (PARTITION BY o."Number" ORDER BY t.rowid), t."Id"
            FROM {table} t JOIN search_organizations o ON o."OrganizationId" = t."OrganizationId" {Condition("WHERE", "t")}
            """;
        foreach (var form in searched.Forms)
        {
            var index = $"{ids}_{form.Name}";
            yield return $"CREATE VIRTUAL TABLE {index} USING fts5({Columns(form)}, {(form.IsParts ? Parts : Words)})";
            // What is deleted is overwritten in the index at once, not some day: erased is erased. Costs more than numbers of invoices are worth.
            if (searched.IsPersonal)
                yield return $"INSERT INTO {index} ({index}, rank) VALUES ('secure-delete', 1)";
            yield return $"""
                INSERT INTO {index} (rowid, {Columns(form)})
                SELECT s."Id", {searched.Values(form, "t")} FROM {table} t JOIN {ids} s ON s."Subject" = t."Id"
                """;
        }
        var (add, remove) = (Add(ids), Remove(ids));
        yield return $"CREATE TRIGGER {ids}_added AFTER INSERT ON {table} {Condition("WHEN", "NEW")} BEGIN {Number(ids)} {add} END";
        yield return $"""
            CREATE TRIGGER {ids}_changed AFTER UPDATE OF {searched.Watched} ON {table} {Condition(
                "WHEN",
                "NEW"
            )} BEGIN {remove} {add} END
            """;
        yield return $"""
            CREATE TRIGGER {ids}_deleted AFTER DELETE ON {table} {Condition("WHEN", "OLD")}
            BEGIN {remove} DELETE FROM {ids} WHERE "Subject" = OLD."Id"; END
            """;
    }

    // The next number in the range of its organization.
    private static string Number(string ids) =>
        $"""
            INSERT INTO search_organizations ("OrganizationId") SELECT NEW."OrganizationId"
            WHERE NOT EXISTS (SELECT 1 FROM search_organizations WHERE "OrganizationId" = NEW."OrganizationId");
            INSERT INTO {ids} ("Id", "Subject")
            SELECT 1 + ifnull((SELECT s."Id" FROM {ids} s WHERE s."Id" > o."Number" * {Range} AND s."Id" < (o."Number" + 1) * {Range}
                ORDER BY s."Id" DESC LIMIT 1), o."Number" * {Range}), NEW."Id"
            FROM search_organizations o WHERE o."OrganizationId" = NEW."OrganizationId";
            """;

    private string Add(string ids) =>
        string.Concat(
            searched.Forms.Select(f =>
                $"""
                    INSERT INTO {ids}_{f.Name} (rowid, {Columns(f)})
                    SELECT s."Id", {searched.Values(f, "NEW")} FROM {ids} s WHERE s."Subject" = NEW."Id";
                    """
            )
        );

    // The index keeps no text: it is told again what it took in.
    private string Remove(string ids) =>
        string.Concat(
            searched.Forms.Select(f =>
                $"""
                    INSERT INTO {ids}_{f.Name} ({ids}_{f.Name}, rowid, {Columns(f)})
                    SELECT 'delete', s."Id", {searched.Values(f, "OLD")} FROM {ids} s WHERE s."Subject" = OLD."Id";
                    """
            )
        );

    private string Columns(SearchForm form) => string.Join(", ", searched.In(form).Select(t => t.Name));

    private string Condition(string keyword, string row) => searched.Condition(row) is { } condition ? $"{keyword} {condition}" : "";
}
