namespace Amiable.Platform.Storage.Migrations;

/// <summary>
/// One kind of rows that is searched: the statements that build its index for <see cref="FullText"/>, and the triggers that keep it up to date.
/// </summary>
/// <param name="Table">Whose rows are searched.</param>
/// <param name="WatchedColumns">Those that change what is found.</param>
/// <param name="Texts">What is searched of a row ({0}), each under a name.</param>
/// <param name="Forms">As words, or as parts.</param>
/// <param name="When">Which rows ({0}); null for all. Never changes of a row.</param>
/// <param name="IsPersonal">May name a person, who may ask to be forgotten.</param>
/// <param name="Name">What the index is called after; null for the table.</param>
internal sealed record SearchedTable(
    string Table,
    string[] WatchedColumns,
    (string Name, string Expression)[] Texts,
    SearchForm[] Forms,
    string? When = null,
    bool IsPersonal = true,
    string? Name = null
)
{
    // Every organization has a range of row numbers of its own in every index: whoever searches reads that range, and nothing else is even looked at.
    private const long Range = 1L << 40;

    public IEnumerable<string> Index()
    {
        var (table, ids) = (Table, $"search_{Name ?? Table}");
        yield return $"""CREATE TABLE {ids} ("Id" INTEGER NOT NULL PRIMARY KEY, "Subject" TEXT NOT NULL UNIQUE)""";
        yield return $"""
            INSERT INTO {ids} ("Id", "Subject")
            SELECT o."Number" * {Range} + row_number() OVER (PARTITION BY o."Number" ORDER BY t.rowid), t."Id"
            FROM {table} t JOIN search_organizations o ON o."OrganizationId" = t."OrganizationId" {Condition("WHERE", "t")}
            """;
        foreach (var form in Forms)
        {
            var index = $"{ids}_{form.Name}";
            yield return $"CREATE VIRTUAL TABLE {index} USING fts5({Columns(form)}, {form.Options})";
            // What is deleted is overwritten in the index at once, not some day: erased is erased. Costs more than numbers of invoices are worth.
            if (IsPersonal)
                yield return $"INSERT INTO {index} ({index}, rank) VALUES ('secure-delete', 1)";
            yield return $"""
                INSERT INTO {index} (rowid, {Columns(form)})
                SELECT s."Id", {Values(form, "t")} FROM {table} t JOIN {ids} s ON s."Subject" = t."Id"
                """;
        }
        var (add, remove) = (Add(ids), Remove(ids));
        yield return $"CREATE TRIGGER {ids}_added AFTER INSERT ON {table} {Condition("WHEN", "NEW")} BEGIN {Number(ids)} {add} END";
        yield return $"""
            CREATE TRIGGER {ids}_changed AFTER UPDATE OF {Watched} ON {table} {Condition(
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
            Forms.Select(f =>
                $"""
                    INSERT INTO {ids}_{f.Name} (rowid, {Columns(f)})
                    SELECT s."Id", {Values(f, "NEW")} FROM {ids} s WHERE s."Subject" = NEW."Id";
                    """
            )
        );

    // The index keeps no text: it is told again what it took in.
    private string Remove(string ids) =>
        string.Concat(
            Forms.Select(f =>
                $"""
                    INSERT INTO {ids}_{f.Name} ({ids}_{f.Name}, rowid, {Columns(f)})
                    SELECT 'delete', s."Id", {Values(f, "OLD")} FROM {ids} s WHERE s."Subject" = OLD."Id";
                    """
            )
        );

    private string Watched => string.Join(", ", WatchedColumns.Select(c => $"\"{c}\""));

    private IEnumerable<(string Name, string Expression)> In(SearchForm form) => Texts.Where(t => form.Only is null || t.Name == form.Only);

    private string Columns(SearchForm form) => string.Join(", ", In(form).Select(t => t.Name));

    private string Values(SearchForm form, string row) =>
        string.Join(", ", In(form).Select(t => t.Expression.Replace("{0}", row, StringComparison.Ordinal)));

    private string Condition(string keyword, string row) =>
        When is null ? "" : $"{keyword} {When.Replace("{0}", row, StringComparison.Ordinal)}";
}

/// <param name="Only">The one text that is in it; null for all.</param>
internal sealed record SearchForm(string Name, string Options, string? Only = null)
{
    /// <summary>Words as people write them, without case and accents; the beginnings of words of those lengths are found without reading all that begin so.</summary>
    public static SearchForm Words { get; } = new("words", "content='', tokenize='unicode61 remove_diacritics 2', prefix='2 3'");

    /// <summary>Any three characters that follow each other: finds what stands inside of a word or number.</summary>
    public static SearchForm Parts { get; } = new("parts", "content='', tokenize='trigram remove_diacritics 1'");
}
