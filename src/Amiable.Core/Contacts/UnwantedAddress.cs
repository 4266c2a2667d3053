namespace Amiable.Contacts;

/// <summary>
/// An address whose owner complained, or a telephone number (as ITU-T E.164 writes it) whose owner wants no more text messages: it is never written to again, not even when a contact with it is deleted and comes back with the next import. Only a
/// hash is kept, so that nothing of the person is.
/// </summary>
public sealed class UnwantedAddress : Owned
{
    /// <summary>Identity.</summary>
    public UnwantedAddressId Id { get; private init; }

    /// <summary>SHA-256 of the address in lower case.</summary>
    public byte[] AddressHash { get; private init; } = [];

    /// <summary>When its owner complained.</summary>
    public DateTimeOffset At { get; private init; }

    private UnwantedAddress() { }

    /// <summary>Notes a complaint.</summary>
    public UnwantedAddress(UnwantedAddressId id, string address, DateTimeOffset at) => (Id, AddressHash, At) = (id, HashOf(address), at);

    /// <summary>What the address is known by here.</summary>
    public static byte[] HashOf(string address) =>
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(address.Trim().ToLowerInvariant()));
}
