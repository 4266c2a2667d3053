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

    private static Expression AsAdded(Expression query) =>
        query switch
        {
            MethodCallExpression call when call.Arguments.Count > 0 && Passing.Contains(call.Method.Name) => call.Update(
                call.Object,
                [AsAdded(call.Arguments[0]), .. call.Arguments.Skip(1)]
            ),
            EntityQueryRootExpression root
                when root.GetType() == typeof(EntityQueryRootExpression) && root.EntityType.FindPrimaryKey() is { } key => ById(root, key),
            _ => query,
        };

    // Ids are made of the time: their order is that of coming to be.
    private static Expression ById(EntityQueryRootExpression root, IKey key)
    {
        Expression sorted = root;
        foreach (var property in key.Properties)
        {
            var row = Expression.Parameter(root.ElementType);
            var value = Expression.Call(typeof(EF), nameof(EF.Property), [property.ClrType], row, Expression.Constant(property.Name));
            sorted = Expression.Call(
                typeof(Queryable),
                ReferenceEquals(sorted, root) ? nameof(Queryable.OrderBy) : nameof(Queryable.ThenBy),
                [root.ElementType, property.ClrType],
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
