using System.Threading.Channels;
using Amiable.Platform.Live;

namespace Amiable.Webhooks;

/// <summary>Wakes whoever tells webhooks, so that they hear at once. Losing a ring loses nothing: the rows wait.</summary>
public sealed class HookSignal
{
    private static readonly string Kind = TellWhatChanged.KindOf(typeof(Occurrence));

    private readonly Channel<OrganizationId> _rings = Channel.CreateBounded<OrganizationId>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public HookSignal(LiveSignal live) =>
        live.OnTold += (organization, kinds) =>
        {
            if (kinds.Contains(Kind))
                Ring(organization);
        };

    public void Ring(OrganizationId organization) => _rings.Writer.TryWrite(organization);

    public ValueTask<OrganizationId> Wait(CancellationToken ct) => _rings.Reader.ReadAsync(ct);
}
