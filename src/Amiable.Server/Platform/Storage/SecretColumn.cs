using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Platform.Storage;

/// <summary>Columns that prove who somebody is. They never leave the database: not in an export, not in a log.</summary>
public static class SecretColumn
{
    private const string Mark = "Amiable:Secret";

    public static PropertyBuilder<T> IsSecret<T>(this PropertyBuilder<T> property) => property.HasAnnotation(Mark, true);

    public static bool IsSecret(this IReadOnlyProperty property) => property.FindAnnotation(Mark) is not null;
}
