using System.Xml.Linq;
using Amiable.Platform.Audit;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Platform.Secrets;

/// <summary>A key of data protection, which encrypts cookies and the secrets in other tables.</summary>
public sealed class StoredKey
{
    public string Name { get; init; } = "";

    public string Xml { get; init; } = "";
}

internal sealed class StoredKeyTable : IEntityTypeConfiguration<StoredKey>
{
    public void Configure(EntityTypeBuilder<StoredKey> key)
    {
        key.ToTable("data_protection_keys");
        key.IsNotAudited("Belongs to no organization; made by the program for itself.");
        key.HasKey(k => k.Name);
    }
}

/// <summary>Keeps the keys of data protection in the database: every process of an installation reads what another one wrote.</summary>
internal sealed class StoredKeys(IServiceScopeFactory scopes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        return [.. db.StoredKeys.AsNoTracking().Select(k => k.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        db.StoredKeys.Add(new() { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        // The interface knows no asynchronous form. It is called once in three months.
        db.SaveChangesAsync().GetAwaiter().GetResult();
    }
}
