using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace Amiable.Platform.Storage.Postgres;

/// <summary>
/// Says in a query what SQLite means by it: its LIKE knows no case, and neither does its NOCASE; and rows for which no order is asked come as they were added. PostgreSQL
/// gives them as they happen to lie, and a row that was changed lies elsewhere: the same message would be written anew, with its lines in another order.
/// </summary>
internal sealed class PostgresQueries : IQueryExpressionInterceptor
{
    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) =>
        new InPostgres().Visit(queryExpression.Type.IsAssignableTo(typeof(IQueryable)) ? AsAdded(queryExpression) : queryExpression);

    // What neither sorts nor puts together nor cuts off: what is asked of the rows is found below it.
    private static readonly HashSet<string> Passing =
    [
        nameof(Queryable.Where),
        nameof(Queryable.Select),
        nameof(Queryable.OfType),
        nameof(EntityFrameworkQueryableExtensions.AsNoTracking),
        nameof(EntityFrameworkQueryableExtensions.AsTracking),
        nameof(EntityFrameworkQueryableExtensions.Include),
        nameof(EntityFrameworkQueryableExtensions.ThenInclude),
        nameof(EntityFrameworkQueryableExtensions.IgnoreAutoIncludes),
    ];

    private static readonly HashSet<string> Sorting =
    [
        nameof(Queryable.OrderBy),
        nameof(Queryable.OrderByDescending),
        nameof(Queryable.ThenBy),
        nameof(Queryable.ThenByDescending),
    ];

    private static Expression AsAdded(Expression query) =>
        query switch
        {
            // What is alike in what it is sorted by comes as it was added, too.
            MethodCallExpression call when Sorting.Contains(call.Method.Name) && Root(call)?.EntityType.FindPrimaryKey() is { } key => ById(
                call,
                call.Type.GetGenericArguments()[0],
                key,
                call.Method.Name.EndsWith("Descending", StringComparison.Ordinal)
            ),
            MethodCallExpression call when call.Arguments.Count > 0 && Passing.Contains(call.Method.Name) => call.Update(
                call.Object,
                [AsAdded(call.Arguments[0]), .. call.Arguments.Skip(1)]
            ),
            EntityQueryRootExpression root when Root(root)?.EntityType.FindPrimaryKey() is { } key => ById(
                root,
                root.ElementType,
                key,
                descending: false
            ),
            _ => query,
        };

    // Of rows that are still what the table holds.
    private static EntityQueryRootExpression? Root(Expression query) =>
        query switch
        {
            EntityQueryRootExpression root when root.GetType() == typeof(EntityQueryRootExpression) => root,
            MethodCallExpression call
                when call.Arguments.Count > 0
                    && call.Method.Name != nameof(Queryable.Select)
                    && (Passing.Contains(call.Method.Name) || Sorting.Contains(call.Method.Name)) => Root(call.Arguments[0]),
            _ => null,
        };

    // Ids are made of the time: their order is that of coming to be.
    private static Expression ById(Expression sorted, Type element, IKey key, bool descending)
    {
        foreach (var property in key.Properties)
        {
            var row = Expression.Parameter(element);
            var value = Expression.Call(typeof(EF), nameof(EF.Property), [property.ClrType], row, Expression.Constant(property.Name));
            var isFirst = sorted is EntityQueryRootExpression;
            sorted = Expression.Call(
                typeof(Queryable),
                (isFirst, descending) switch
                {
                    (true, _) => nameof(Queryable.OrderBy),
                    (false, true) => nameof(Queryable.ThenByDescending),
                    _ => nameof(Queryable.ThenBy),
                },
                [element, property.ClrType],
                sorted,
                Expression.Quote(Expression.Lambda(value, row))
            );
        }
        return sorted;
    }

    private sealed class InPostgres : ExpressionVisitor
    {
        private static readonly MethodInfo Lower = typeof(string).GetMethod(nameof(string.ToLower), Type.EmptyTypes)!;

        private static readonly MethodInfo Collate = typeof(RelationalDbFunctionsExtensions)
            .GetMethod(nameof(RelationalDbFunctionsExtensions.Collate))!
            .MakeGenericMethod(typeof(string));

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (node.Method.DeclaringType == typeof(DbFunctionsExtensions) && node.Method.Name == nameof(DbFunctionsExtensions.Like))
                return Expression.Call(
                    typeof(NpgsqlDbFunctionsExtensions),
                    nameof(NpgsqlDbFunctionsExtensions.ILike),
                    null,
                    [.. node.Arguments.Select(a => Visit(a))]
                );
            if (IsAnyCase(node))
                return Expression.Call(Visit(node.Arguments[1]), Lower);
            if (node.Method.DeclaringType == typeof(string) && node.Method.Name == nameof(string.Compare) && node.Arguments.Any(IsAnyCase))
                return node.Update(null, node.Arguments.Select(InSmallLetters));
            return base.VisitMethodCall(node);
        }

        protected override Expression VisitBinary(BinaryExpression node) =>
            IsAnyCase(node.Left) || IsAnyCase(node.Right)
                ? node.Update(InSmallLetters(node.Left), node.Conversion, InSmallLetters(node.Right))
                : base.VisitBinary(node);

        // Only the letters of ASCII, as SQLite does and as the index has it.
        private Expression InSmallLetters(Expression side) =>
            IsAnyCase(side)
                ? Visit(side)
                : Expression.Call(
                    Expression.Call(Collate, Expression.Constant(EF.Functions), Visit(side), Expression.Constant(PostgresColumns.ByBytes)),
                    Lower
                );

        private static bool IsAnyCase(Expression node) =>
            node
                is MethodCallExpression
                {
                    Method.Name: nameof(RelationalDbFunctionsExtensions.Collate),
                    Arguments: [_, _, ConstantExpression { Value: FullText.AnyCase }]
                };
    }
}
