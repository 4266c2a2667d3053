using Amiable.Errands;

namespace Amiable.Communications;

/// <summary>How many messages an order is about: said before it is given.</summary>
public sealed class CountChosenMessages(AppDb db, Today today)
{
    public Task<int> Run(ErrandKind kind, ErrandOrder order, CancellationToken ct) =>
        ChosenMessages.Count(
            db,
            order,
            kind == ErrandKind.ApproveMessages ? ApproveChosen.Approvable : CancelChosen.Cancellable,
            today.Now,
            ct
        );
}
