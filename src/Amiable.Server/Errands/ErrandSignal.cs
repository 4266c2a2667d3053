using System.Threading.Channels;

namespace Amiable.Errands;

/// <summary>Wakes whoever does errands, so that they begin at once. Losing a ring loses nothing: the rows wait.</summary>
public sealed class ErrandSignal
{
    private readonly Channel<OrganizationId> _rings = Channel.CreateBounded<OrganizationId>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public void Ring(OrganizationId organization) => _rings.Writer.TryWrite(organization);

    public ValueTask<OrganizationId> Wait(CancellationToken ct) => _rings.Reader.ReadAsync(ct);
}
