using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Amiable.OrganizationData;

/// <summary>Every table that belongs to organizations, as the model knows them: one that is added later is exported and deleted without being listed here.</summary>
internal static class OwnedTables
{
    public static IReadOnlyList<IEntityType> Of(IModel model) =>
        [
            .. model
                .GetEntityTypes()
                .Where(t => t.BaseType is null && t.ClrType.IsAssignableTo(typeof(Owned)))
                .OrderBy(t => t.GetTableName(), StringComparer.Ordinal),
        ];

    /// <summary>What points to something comes before it.</summary>
    public static IReadOnlyList<IEntityType> InOrderOfDeletion(IModel model)
    {
        var left = Of(model).ToList();
        List<IEntityType> ordered = [];
        while (left.Count > 0)
        {
            var free = left.FindAll(t => !left.Exists(other => other != t && PointsTo(other, t)));
            if (free.Count == 0)
                throw new InvalidOperationException(
                    "Tables point to each other in a circle: " + string.Join(", ", left.Select(t => t.Name))
                );
            ordered.AddRange(free);
            left.RemoveAll(free.Contains);
        }
        return ordered;
    }

    private static bool PointsTo(IEntityType from, IEntityType to) =>
        from.GetDerivedTypesInclusive().Any(t => t.GetForeignKeys().Any(key => key.PrincipalEntityType.GetRootType() == to));
}
