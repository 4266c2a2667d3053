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
    /// <summary>What the index is called.</summary>
    public string Called => $"search_{Name ?? Table}";

    public string Watched => string.Join(", ", WatchedColumns.Select(c => $"\"{c}\""));

    public IEnumerable<(string Name, string Expression)> In(SearchForm form) => Texts.Where(t => form.Only is null || t.Name == form.Only);

    public string? Condition(string row) => When?.Replace("{0}", row, StringComparison.Ordinal);

    /// <summary>The texts of a form, of that row.</summary>
    public string Values(SearchForm form, string row) =>
        string.Join(", ", In(form).Select(t => t.Expression.Replace("{0}", row, StringComparison.Ordinal)));
}

/// <param name="Name">What it is called.</param>
/// <param name="IsParts">Parts of words, or whole ones.</param>
/// <param name="Only">The one text that is in it; null for all.</param>
internal sealed record SearchForm(string Name, bool IsParts = false, string? Only = null)
{
    /// <summary>Words as people write them, without case and accents.</summary>
    public static SearchForm Words { get; } = new("words");

    /// <summary>What stands inside of a word or number, of three characters or more.</summary>
    public static SearchForm Parts { get; } = new("parts", IsParts: true);
}
