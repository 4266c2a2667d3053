using System.Threading.Channels;

namespace Amiable.Platform.Notices;

/// <summary>Wakes whoever delivers notices, so that they leave at once and not at the next beat. Losing a ring loses nothing: the rows wait.</summary>
public sealed class NoticeSignal
{
    private readonly Channel<bool> _rings = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public void Ring() => _rings.Writer.TryWrite(true);

    public ValueTask<bool> Wait(CancellationToken ct) => _rings.Reader.ReadAsync(ct);
}
