using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Amiable.Platform.Storage;

/// <summary>Stores every id type as its Guid. A new id type is found by itself: there is no list to forget.</summary>
public static class IdConversion
{
    public static void StoreIdsAsGuids(this ModelConfigurationBuilder model)
    {
        foreach (var id in typeof(OrganizationId).Assembly.GetTypes().Where(IsId))
            model.Properties(id).HaveConversion(typeof(IdConverter<>).MakeGenericType(id));
    }

    private static bool IsId(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));
}

public sealed class IdConverter<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => Make(value))
    where TId : struct, IId<TId>
{
    // An expression tree may not call a static abstract member, so this stands in between.
    private static TId Make(Guid value) => TId.From(value);
}
