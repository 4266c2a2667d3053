using Microsoft.EntityFrameworkCore;

namespace Amiable.Contacts;

/// <summary>Which of these addresses must never be written to. Whatever gives a contact an address asks here.</summary>
public sealed class FindUnwantedAddresses(AppDb db)
{
    /// <returns>Compares without regard to case.</returns>
    public async Task<IReadOnlySet<string>> Run(IEnumerable<string> addresses, CancellationToken ct)
    {
        // Complaints are few: reading them all costs less than asking for each.
        var hashes = await db.UnwantedAddresses.AsNoTracking().Select(u => u.AddressHash).ToListAsync(ct);
        var unwanted = hashes
            .Concat(db.UnwantedAddresses.Local.Select(u => u.AddressHash))
            .Select(Convert.ToHexString)
            .ToHashSet(StringComparer.Ordinal);
        return unwanted.Count == 0
            ? new HashSet<string>()
            : addresses
                .Where(a => unwanted.Contains(Convert.ToHexString(UnwantedAddress.HashOf(a))))
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
