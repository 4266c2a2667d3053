using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Storage;

/// <summary>Looks in one way after the other, the best one first, until there is enough: what is found twice stands where it was found first.</summary>
internal static class BestFirst
{
    // The last character there is: what begins with a text comes before that text with this behind it.
    private const string Last = "\uffff";

    private static readonly MethodInfo Compare = typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!;

    public static async Task<List<TId>> Of<TId>(int most, params Func<Task<List<TId>>>[] ways)
    {
        List<TId> found = [];
        foreach (var way in ways)
            if (found.Count < most)
                found = [.. found.Union(await way())];
        return [.. found.Take(most)];
    }

    /// <summary>Those where this text begins so, in its order: a piece of an index, where LIKE would read all of it.</summary>
    public static IOrderedQueryable<T> BeginningWith<T>(this IQueryable<T> rows, Expression<Func<T, string>> text, string start)
    {
        var range = new Range(start, start + Last);
        var (row, compared) = (text.Parameters[0], text.Body);
        var from = Expression.GreaterThanOrEqual(Compared(nameof(Range.From)), Expression.Constant(0));
        var to = Expression.LessThan(Compared(nameof(Range.To)), Expression.Constant(0));
        return rows.Where(Expression.Lambda<Func<T, bool>>(Expression.AndAlso(from, to), row)).OrderBy(text);

        // A member of an object, so that it becomes a parameter of the query and not a new query each time.
        MethodCallExpression Compared(string end) =>
            Expression.Call(Compare, compared, Expression.Property(Expression.Constant(range), end));
    }

    private sealed record Range(string From, string To);
}
