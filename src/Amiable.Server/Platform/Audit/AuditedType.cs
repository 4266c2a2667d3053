using System.Reflection;
using Amiable.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Amiable.Platform.Audit;

/// <summary>How rows of one type are told in the audit log; worked out from the model once.</summary>
internal sealed class AuditedType
{
    // What a thing is called: the first of these that it has.
    private static readonly string[] Names = ["FullName", "Name", "Number", "Subject", "FileName", "Reference", "Title", "Email", "Kind"];

    private readonly PropertyInfo? _name;
    private readonly IProperty? _id;
    private readonly IProperty? _account;
    private readonly IReadOnlyList<AuditedColumn> _columns;

    private AuditedType(IEntityType type)
    {
        Kind = Words.Kebab(type.ClrType.Name);
        _name = Names.Select(n => type.ClrType.GetProperty(n)).FirstOrDefault(p => p is not null);
        _id = type.FindPrimaryKey()?.Properties is [var key] ? key : null;
        _account = type.GetProperties().FirstOrDefault(p => Of(p) == typeof(AccountId));
        var left = new[] { _id, _account, type.FindDiscriminatorProperty() };
        _columns =
        [
            .. type.GetProperties()
                .Where(p => !left.Contains(p) && p.Name is not (nameof(Owned.OrganizationId) or nameof(Owned.Version)))
                .Where(p => p.HowAudited() != AuditedAs.Nothing)
                .Select(AuditedColumn.Of),
            .. type.GetComplexProperties().SelectMany(AuditedColumn.PartsOf),
        ];
    }

    /// <summary>"account", "credit-note".</summary>
    public string Kind { get; }

    /// <summary>Null for what is not audited.</summary>
    public static AuditedType? Of(IEntityType type) =>
        IsAudited(type) ? type.GetOrAddRuntimeAnnotationValue("Audit:Type", static t => new AuditedType(t!), type) : null;

    public static bool IsAudited(IReadOnlyEntityType type) =>
        (type.ClrType.IsAssignableTo(typeof(Owned)) || type.ClrType == typeof(Amiable.Organizations.Organization))
        && !type.ClrType.IsAbstract
        && type.WhyNotAudited() is null;

    /// <summary>Whether anything changed that the log would tell.</summary>
    public bool HasChanged(EntityEntry entry) => _columns.Any(c => c.Changed(entry).Any());

    /// <summary>Null when nothing changed that the log tells.</summary>
    public AuditNote? Tell(EntityEntry entry, string action)
    {
        List<AuditField> fields = [.. _columns.SelectMany(c => c.Changed(entry))];
        if (entry.State == EntityState.Modified && fields.Count == 0)
            return null;
        return new AuditNote(action, Kind, Id(entry), _name?.GetValue(entry.Entity)?.ToString(), Account(entry)) { Fields = fields };
    }

    private Guid? Id(EntityEntry entry) => _id is null ? null : AuditedColumn.Guid(entry.Property(_id).CurrentValue);

    private AccountId? Account(EntityEntry entry) => _account is null ? null : (AccountId?)entry.Property(_account).CurrentValue;

    private static Type Of(IProperty property) => Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
}
