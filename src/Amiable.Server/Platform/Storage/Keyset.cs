using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Storage;

/// <summary>A piece of a long list, and where the pieces beside it begin; null where there is none.</summary>
public sealed record Page<T>(IReadOnlyList<T> Rows, string? Before, string? After)
{
    public Page<TOther> Select<TOther>(Func<T, TOther> view) => new([.. Rows.Select(view)], Before, After);
}

/// <summary>
/// An order in which a list is read piece by piece. A piece begins at the last row of the one before, not at a number of rows: the millionth row
/// costs what the first does, and rows that come or go meanwhile move nothing. The last column must make the order unique.
/// </summary>
public sealed class Keyset<T>(bool descending = false)
{
    private const int AtATime = 2000;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly List<IColumn> _columns = [];
    private (int Column, JsonElement Value)? _least;

    public Keyset<T> By<TKey>(Expression<Func<T, TKey>> column)
        where TKey : IEquatable<TKey>
    {
        _columns.Add(new Column<TKey>(column));
        return this;
    }

    /// <summary>
    /// By a column of a table that is joined. That no row is less than this is true and changes nothing, but it makes SQLite walk that table in
    /// this order, instead of joining and sorting everything first.
    /// </summary>
    public Keyset<T> ByJoined<TKey>(Expression<Func<T, TKey>> column, TKey least)
        where TKey : IEquatable<TKey>
    {
        _least = (_columns.Count, JsonSerializer.SerializeToElement(least, Json));
        return By(column);
    }

    /// <summary>The rows after a place, or before one; from the start when neither is given or it is none of this order.</summary>
    public async Task<Page<T>> Read(IQueryable<T> rows, string? after, string? before, int size, CancellationToken ct)
    {
        var (afterKeys, beforeKeys) = (Keys(after), Keys(before));
        var backwards = afterKeys is null && beforeKeys is not null;
        var found = await Sorted(Beyond(rows, afterKeys ?? beforeKeys, backwards), backwards).Take(size + 1).ToListAsync(ct);
        var more = found.Count > size;
        if (more)
            found.RemoveAt(size);
        if (backwards)
            found.Reverse();
        var (hasBefore, hasAfter) = backwards ? (more, true) : (afterKeys is not null, more);
        return new(found, hasBefore && found.Count > 0 ? Place(found[0]) : null, hasAfter && found.Count > 0 ? Place(found[^1]) : null);
    }

    /// <summary>Every row, read piece by piece: no more than one piece is in memory, and no read holds the database up.</summary>
    public async IAsyncEnumerable<T> ReadAll(IQueryable<T> rows, [EnumeratorCancellation] CancellationToken ct)
    {
        string? after = null;
        do
        {
            var page = await Read(rows, after, null, AtATime, ct);
            foreach (var row in page.Rows)
                yield return row;
            after = page.After;
        } while (after is not null);
    }

    /// <summary>Where a row stands in this order, as it is written in an address.</summary>
    public string Place(T row) => WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(_columns.Select(c => c.Of(row)), Json));

    /// <summary>What a place says of one of the columns; null when it is none of this order.</summary>
    public TKey? Key<TKey>(string? place, int column)
        where TKey : struct => Keys(place) is { } keys ? keys[column].Deserialize<TKey>(Json) : null;

    private JsonElement[]? Keys(string? place)
    {
        if (string.IsNullOrEmpty(place))
            return null;
        try
        {
            var keys = JsonSerializer.Deserialize<JsonElement[]>(WebEncoders.Base64UrlDecode(place), Json);
            return keys?.Length == _columns.Count && _columns.Zip(keys).All(c => c.First.Reads(c.Second)) ? keys : null;
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }

    private IQueryable<T> Beyond(IQueryable<T> rows, JsonElement[]? keys, bool backwards)
    {
        var row = Expression.Parameter(typeof(T));
        if (_least is { } least)
            rows = rows.Where(
                Expression.Lambda<Func<T, bool>>(_columns[least.Column].Compare(row, least.Value, less: false, orEqual: true), row)
            );
        if (keys is null)
            return rows;
        Expression? beyond = null;
        for (var i = _columns.Count - 1; i >= 0; i--)
        {
            var further = _columns[i].Compare(row, keys[i], descending != backwards, orEqual: false);
            beyond = beyond is null ? further : Expression.OrElse(further, Expression.AndAlso(_columns[i].Equal(row, keys[i]), beyond));
        }
        // Says the same of the first column again, outside of the "or": that is what an index can be entered with.
        var enter = _columns[0].Compare(row, keys[0], descending != backwards, orEqual: true);
        return rows.Where(Expression.Lambda<Func<T, bool>>(Expression.AndAlso(enter, beyond!), row));
    }

    private IQueryable<T> Sorted(IQueryable<T> rows, bool backwards)
    {
        IOrderedQueryable<T>? sorted = null;
        foreach (var column in _columns)
            sorted = column.Sort(rows, sorted, descending != backwards);
        return sorted!;
    }

    private interface IColumn
    {
        object? Of(T row);
        bool Reads(JsonElement key);
        Expression Compare(ParameterExpression row, JsonElement key, bool less, bool orEqual);
        Expression Equal(ParameterExpression row, JsonElement key);
        IOrderedQueryable<T> Sort(IQueryable<T> rows, IOrderedQueryable<T>? sorted, bool descending);
    }

    private sealed class Column<TKey>(Expression<Func<T, TKey>> column) : IColumn
    {
        // Text and ids have no > in C#, but every column has one in SQL: this stands in for it and is never called.
        private static readonly MethodInfo Stand = typeof(Column<TKey>).GetMethod(
            nameof(InSql),
            BindingFlags.NonPublic | BindingFlags.Static
        )!;
        private readonly Lazy<Func<T, TKey>> _read = new(column.Compile);

        public object? Of(T row) => _read.Value(row);

        public bool Reads(JsonElement key) => key.Deserialize<TKey>(Json) is not null;

        public Expression Compare(ParameterExpression row, JsonElement key, bool less, bool orEqual) =>
            Expression.MakeBinary(
                (less, orEqual) switch
                {
                    (true, false) => ExpressionType.LessThan,
                    (true, true) => ExpressionType.LessThanOrEqual,
                    (false, false) => ExpressionType.GreaterThan,
                    _ => ExpressionType.GreaterThanOrEqual,
                },
                On(row),
                Value(key),
                liftToNull: false,
                Stand
            );

        public Expression Equal(ParameterExpression row, JsonElement key) =>
            Expression.Equal(On(row), Value(key), liftToNull: false, Stand);

        public IOrderedQueryable<T> Sort(IQueryable<T> rows, IOrderedQueryable<T>? sorted, bool descending) =>
            (sorted, descending) switch
            {
                (null, false) => rows.OrderBy(column),
                (null, true) => rows.OrderByDescending(column),
                (_, false) => sorted.ThenBy(column),
                (_, true) => sorted.ThenByDescending(column),
            };

        private Expression On(ParameterExpression row) => new Exchange(column.Parameters[0], row).Visit(column.Body);

        // A member of an object, so that it becomes a parameter of the query and not a new query each time.
        private static MemberExpression Value(JsonElement key) =>
            Expression.Property(Expression.Constant(new Held(key.Deserialize<TKey>(Json)!)), nameof(Held.Key));

        private static bool InSql(TKey a, TKey b) => throw new NotSupportedException("Compared by the database.");

        private sealed record Held(TKey Key);
    }

    private sealed class Exchange(ParameterExpression old, ParameterExpression by) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == old ? by : node;
    }
}
