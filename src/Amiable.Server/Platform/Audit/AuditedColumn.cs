using System.Globalization;
using Amiable.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Amiable.Platform.Audit;

/// <summary>How one column is told: what it held before and holds after, as text that is the same in every language.</summary>
internal sealed class AuditedColumn
{
    private const int MostCharacters = 1000;

    private readonly string _field;
    private readonly string _type;
    private readonly Func<object, string?> _write;
    private readonly Func<EntityEntry, (object? Before, object? After)> _read;

    // What nothing means, where it means something.
    private string? _meant;

    private AuditedColumn(string field, string type, Func<object, string?> write, Func<EntityEntry, (object?, object?)> read) =>
        (_field, _type, _write, _read) = (field, type, write, read);

    public static AuditedColumn Of(IProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        var (name, write) = property.HowAudited() switch
        {
            AuditedAs.Secret => ("secret", _ => ""),
            AuditedAs.LongText => ("long-text", value => $"{Long(property, value).Length}"),
            _ when IsJson(property, type) => ("json", value => (string?)property.GetTypeMapping().Converter!.ConvertToProvider(value)),
            _ => (TypeName(type), (Func<object, string?>)Text),
        };
        return new(property.Name, name, write, entry => Values(entry, entry.Property(property))) { _meant = property.WhatNothingMeans() };
    }

    public static IEnumerable<AuditedColumn> PartsOf(IComplexProperty complex) =>
        complex.ClrType == typeof(Money)
            ? [new(complex.Name, "money", Text, entry => Amounts(entry, entry.ComplexProperty(complex)))]
            : complex
                .ComplexType.GetProperties()
                .Where(part => part.HowAudited() != AuditedAs.Nothing)
                .Select(part =>
                {
                    var column = Of(part);
                    return new AuditedColumn(
                        $"{complex.Name}.{part.Name}",
                        column._type,
                        column._write,
                        entry => Values(entry, entry.ComplexProperty(complex).Property(part))
                    );
                });

    public IEnumerable<AuditField> Changed(EntityEntry entry)
    {
        var (before, after) = _read(entry);
        if (Equals(before, after))
            return [];
        var (was, now) = (before is null ? null : _write(before), after is null ? null : _write(after));
        return _type switch
        {
            "json" when was != now && entry.State == EntityState.Modified => Parts(was ?? _meant, now ?? _meant),
            "json" when was != now => Parts(was, now),
            // What changed is a secret; that it is as long as before too is none.
            "secret" => [new(_field, _type, null, null)],
            "long-text" => [new(_field, _type, was, now)],
            _ => was == now ? [] : [new(_field, _type, Clip(was), Clip(now))],
        };
    }

    public static Guid? Guid(object? id) =>
        id switch
        {
            null => null,
            Guid guid => guid,
            _ => id.GetType().GetProperty("Value")?.GetValue(id) as Guid?,
        };

    private static (object?, object?) Values(EntityEntry row, PropertyEntry entry) =>
        row.State switch
        {
            EntityState.Added => (null, IsNothing(entry.CurrentValue) ? null : entry.CurrentValue),
            EntityState.Deleted => (IsNothing(entry.OriginalValue) ? null : entry.OriginalValue, null),
            _ => entry.Metadata.GetValueComparer().Equals(entry.OriginalValue, entry.CurrentValue)
                ? (null, null)
                : (entry.OriginalValue, entry.CurrentValue),
        };

    private static (object?, object?) Amounts(EntityEntry row, ComplexPropertyEntry entry)
    {
        var (minor, currency) = (entry.Property(nameof(Money.Minor)), entry.Property(nameof(Money.Currency)));
        Money? before = row.State == EntityState.Added ? null : new((long)minor.OriginalValue!, (string)currency.OriginalValue!);
        Money? after = row.State == EntityState.Deleted ? null : new((long)minor.CurrentValue!, (string)currency.CurrentValue!);
        return (before, after);
    }

    // A row that is new or gone is told by what it says, not by what it leaves open.
    private static bool IsNothing(object? value) => value is null or "" or false;

    private static bool IsJson(IProperty property, Type type) =>
        !type.IsEnum
        && type != typeof(string)
        && type.GetInterface("IId`1") is null
        && property.GetTypeMapping().Converter?.ProviderClrType == typeof(string);

    private static string Long(IProperty property, object value) =>
        value as string ?? property.GetTypeMapping().Converter?.ConvertToProvider(value) as string ?? "";

    private static string TypeName(Type type) =>
        type.IsEnum || type.GetInterface("IId`1") is not null ? Words.Kebab(type.Name)
        : type == typeof(bool) ? "bool"
        : type == typeof(DateOnly) ? "date"
        : type == typeof(DateTimeOffset) ? "instant"
        : type == typeof(int) || type == typeof(long) || type == typeof(decimal) ? "number"
        : "text";

    private static string Text(object value) =>
        value switch
        {
            string text => text,
            bool yes => yes ? "true" : "false",
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTimeOffset instant => instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            byte[] bytes => $"{bytes.Length} bytes",
            Money money => money.ToString(),
            Enum name => name.ToString(),
            IFormattable number when Guid(value) is null => number.ToString(null, CultureInfo.InvariantCulture),
            _ => Guid(value)?.ToString() ?? value.ToString() ?? "",
        };

    /// <summary>Of a value that is stored as a whole, only the parts that changed.</summary>
    private IEnumerable<AuditField> Parts(string? before, string? after)
    {
        var (was, now) = (JsonLeaves.Of(_field, before), JsonLeaves.Of(_field, after));
        return was
            .Keys.Union(now.Keys)
            .Select(field => (field, Was: was.GetValueOrDefault(field), Now: now.GetValueOrDefault(field)))
            .Where(part => part.Was.Text != part.Now.Text)
            .Select(part => new AuditField(part.field, part.Now.Type ?? part.Was.Type, Clip(part.Was.Text), Clip(part.Now.Text)));
    }

    private static string? Clip(string? text) => text is { Length: > MostCharacters } ? text[..MostCharacters] + "…" : text;
}
