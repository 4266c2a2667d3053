using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Amiable.Platform.Storage;

/// <summary>What people type into a search box, for EF.Functions.Like: a per cent sign in it is a per cent sign.</summary>
public static class LikePattern
{
    public const string Escape = "\\";

    public const string Anything = "%%";

    // What may stand before a word that somebody looks for: the signs within numbers of documents and references, and those of sentences.
    private const string Signs = " -/._:#+°'’\"«([&,;|";

    private static readonly MethodInfo Like = typeof(DbFunctionsExtensions).GetMethod(
        nameof(DbFunctionsExtensions.Like),
        [typeof(DbFunctions), typeof(string), typeof(string), typeof(string)]
    )!;

    public static string Containing(string text) => $"%{Escaped(text)}%";

    public static string Beginning(string text) => $"{Escaped(text)}%";

    /// <summary>Those with the text at the beginning of a word, as <see cref="FullText.Beginning{TId}"/> finds them in an index.</summary>
    /// <param name="column">Where it is looked for.</param>
    /// <param name="text">What is looked for.</param>
    /// <param name="part">A part of the column that may begin so, too.</param>
    public static Expression<Func<T, bool>> WordBeginning<T>(
        Expression<Func<T, string?>> column,
        string text,
        Expression<Func<T, string?>>? part = null
    )
    {
        // Where it does not stand at all, nothing else is compared.
        var anywhere = Compared(column.Body, Containing(text));
        var begins = Signs.Aggregate(
            Compared(column.Body, Beginning(text)),
            (any, sign) => Expression.OrElse(any, Compared(column.Body, $"%{Escaped($"{sign}{text}")}%"))
        );
        if (part is not null)
            begins = Expression.OrElse(begins, Compared(Of(part, column.Parameters[0]), Beginning(text)));
        return Expression.Lambda<Func<T, bool>>(Expression.AndAlso(anywhere, begins), column.Parameters);

        // A member of an object, so that it becomes a parameter of the query and not a new query each time.
        static Expression Compared(Expression compared, string pattern) =>
            Expression.Call(
                Like,
                Expression.Constant(EF.Functions),
                compared,
                Expression.Property(Expression.Constant(new Held(pattern)), nameof(Held.Pattern)),
                Expression.Constant(Escape)
            );
    }

    /// <summary>What the one says, or the other.</summary>
    public static Expression<Func<T, bool>> Or<T>(this Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) =>
        Expression.Lambda<Func<T, bool>>(Expression.OrElse(one.Body, Of(other, one.Parameters[0])), one.Parameters);

    private static Expression Of<T, TValue>(Expression<Func<T, TValue>> lambda, ParameterExpression row) =>
        ReplacingExpressionVisitor.Replace(lambda.Parameters[0], row, lambda.Body);

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);

    private sealed record Held(string Pattern);
}
