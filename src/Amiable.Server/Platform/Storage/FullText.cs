using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Storage;

/// <summary>What is searched by its text; the migrations 008_Search and 013_LargeLedgers say which texts those are.</summary>
public enum Searchable
{
    Accounts,
    Contacts,
    Invoices,
    Credits,
    Communications,
    Tasks,

    /// <summary>Accounts by what is left of their names in any spelling.</summary>
    Spellings,

    /// <summary>Payments by their reference.</summary>
    Payments,
}

/// <summary>
/// Finds rows of the current organization by their text; how a database does that is its <see cref="TextIndex"/>'s.
/// Gives the rows that were added last first: how often a word is written elsewhere has no say in it.
/// </summary>
public sealed class FullText(AppDb db)
{
    private readonly TextIndex _index = TextIndex.Of(db);

    /// <summary>Compares text in any case, by an index of the migration.</summary>
    public const string AnyCase = "NOCASE";

    private const int ShortestPart = 3;
    private const int ShortestBeginning = 2;

    /// <summary>Those in which every one of the words begins a word.</summary>
    public Task<List<TId>> WithWords<TId>(Searchable what, SoughtWords sought, int most, CancellationToken ct)
        where TId : struct, IId<TId> => Find<TId>(sought, () => _index.Words(what, "words", Beginnings(sought), most, ct));

    /// <summary>Those in which every one of the words is a word.</summary>
    public Task<List<TId>> WithWholeWords<TId>(Searchable what, SoughtWords sought, int most, CancellationToken ct)
        where TId : struct, IId<TId> =>
        Find<TId>(sought, () => _index.Words(what, "words", [.. sought.All.Select(w => new Phrase(w, GoesOn: false))], most, ct));

    /// <summary>The messages in whose subject every one of the words begins a word.</summary>
    public Task<List<CommunicationId>> InSubjects(SoughtWords sought, int most, CancellationToken ct) =>
        Find<CommunicationId>(sought, () => _index.Words(Searchable.Communications, "subjects", Beginnings(sought), most, ct));

    /// <summary>Those in which the text, or every one of its words, stands anywhere, also inside of a word.</summary>
    public async Task<List<TId>> WithParts<TId>(Searchable what, SoughtWords sought, int most, CancellationToken ct)
        where TId : struct, IId<TId>
    {
        List<IReadOnlyList<string>> ways = [];
        if (SoughtWords.Length(sought.Text) >= ShortestPart)
            ways.Add([sought.Text]);
        if (sought.All.All(w => SoughtWords.Length(w) >= ShortestPart))
            ways.Add(sought.All);
        if (sought.Number is { Length: >= ShortestPart } number)
            ways.Add([number]);
        return ways.Count == 0 ? [] : await Find<TId>(sought, () => _index.Parts(what, null, ways, most, ct));
    }

    /// <summary>Whether it is enough to look for what begins so.</summary>
    public static bool HasBeginning(string text) =>
        SoughtWords.Of(text) is { IsNothing: false } sought && SoughtWords.Length(sought.Text) >= ShortestBeginning;

    /// <summary>
    /// Those in which a word begins with the text; it may go on over more words. Null when there are more than so many, or too little is asked to look it
    /// up: then it is quicker to compare the rows in the order in which they are wanted.
    /// </summary>
    public async Task<List<TId>?> Beginning<TId>(Searchable what, string text, int most, CancellationToken ct, string form = "words")
        where TId : struct, IId<TId>
    {
        var sought = SoughtWords.Of(text);
        if (!HasBeginning(text))
            return null;
        // All that begin so are put together before the first is given; those with the very words are given one by one.
        var found = await Begin(goesOn: false);
        if (found.Count <= most)
            found = await Begin(goesOn: true);
        return found.Count <= most ? found : null;

        Task<List<TId>> Begin(bool goesOn) => Find<TId>(sought, () => _index.Words(what, form, [new(sought.Text, goesOn)], most + 1, ct));
    }

    /// <summary>Those in which the text stands anywhere in that column; null as above.</summary>
    public async Task<List<TId>?> Containing<TId>(Searchable what, string column, string text, int most, CancellationToken ct)
        where TId : struct, IId<TId>
    {
        var sought = SoughtWords.Of(text);
        if (SoughtWords.Length(sought.Text) < ShortestPart || sought.IsNothing)
            return null;
        var found = await Find<TId>(
            sought,
            () =>
                _index.Parts(
                    what,
                    column,
                    [
                        [sought.Text],
                    ],
                    most + 1,
                    ct
                )
        );
        return found.Count <= most ? found : null;
    }

    // One character begins too many words: alone it is a word.
    private static List<Phrase> Beginnings(SoughtWords sought) => [.. sought.All.Select(w => new Phrase(w, SoughtWords.Length(w) > 1))];

    private static async Task<List<TId>> Find<TId>(SoughtWords sought, Func<Task<List<Guid>>> find)
        where TId : struct, IId<TId> => sought.IsNothing ? [] : [.. (await find()).Select(TId.From)];
}
