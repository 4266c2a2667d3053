using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Amiable.Platform.Storage.Postgres;

/// <summary>Says in a query what SQLite means by it: its LIKE knows no case, and neither does its NOCASE.</summary>
internal sealed class PostgresQueries : IQueryExpressionInterceptor
{
    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) =>
        new InPostgres().Visit(queryExpression);

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
                    Expression.Call(
                        Collate,
                        Expression.Constant(EF.Functions),
                        Visit(side),
                        Expression.Constant(PostgresColumns.ByBytes)
                    ),
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
