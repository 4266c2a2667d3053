using System.Text.Json;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Platform.Audit;

/// <summary>
/// Whatever belongs to an organization is audited with all its columns. What is not, or not in full, says so where it is mapped.
/// </summary>
public static class AuditedColumns
{
    private const string Unaudited = "Audit:Unaudited";
    private const string How = "Audit:How";
    private const string Meant = "Audit:Meant";

    /// <summary>A password, a key, a token or its hash: the log says that it changed, never to what.</summary>
    public static PropertyBuilder<T> IsSecret<T>(this PropertyBuilder<T> property) => property.HasAnnotation(How, AuditedAs.Secret);

    /// <summary>Whether it proves who somebody is: such a column leaves the database in no log and no export.</summary>
    public static bool IsSecret(this IReadOnlyProperty property) => property.HowAudited() == AuditedAs.Secret;

    /// <summary>Kept once, in its own table: the log says that it changed and how long it is.</summary>
    public static PropertyBuilder<T> IsLongText<T>(this PropertyBuilder<T> property) => property.HasAnnotation(How, AuditedAs.LongText);

    /// <summary>Follows from others, or nobody did it: a change of it alone is no entry.</summary>
    public static PropertyBuilder<T> IsNotAudited<T>(this PropertyBuilder<T> property) => property.HasAnnotation(How, AuditedAs.Nothing);

    /// <summary>Nothing there means this: so a first change is told as a change from it, not as everything anew. Only for what is kept as JSON.</summary>
    public static PropertyBuilder<T> StandsFor<T>(this PropertyBuilder<T> property, T meant) =>
        property.HasAnnotation(Meant, JsonSerializer.Serialize(meant, JsonColumn.Options));

    /// <summary>Rows of this table are not audited.</summary>
    /// <param name="entity">The table.</param>
    /// <param name="reason">Why.</param>
    public static void IsNotAudited<T>(this EntityTypeBuilder<T> entity, string reason)
        where T : class => entity.HasAnnotation(Unaudited, reason);

    /// <summary>Why it is not audited; null when it is, or when it belongs to nobody.</summary>
    public static string? WhyNotAudited(this IReadOnlyEntityType type) => (string?)type.GetRootType().FindAnnotation(Unaudited)?.Value;

    /// <summary>What nothing means, as JSON; null for nothing.</summary>
    internal static string? WhatNothingMeans(this IReadOnlyProperty property) => (string?)property.FindAnnotation(Meant)?.Value;

    internal static AuditedAs HowAudited(this IReadOnlyProperty property) => (AuditedAs?)property.FindAnnotation(How)?.Value ?? default;
}

internal enum AuditedAs
{
    Value,
    LongText,
    Secret,
    Nothing,
}
