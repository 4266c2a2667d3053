using System.Runtime.CompilerServices;

namespace Amiable.Communications;

/// <summary>Every communication a filter lets through, in the order of the list.</summary>
public sealed class ExportCommunications(ListCommunications listCommunications)
{
    private const int AtATime = 1000;

    public async IAsyncEnumerable<CommunicationLine> Run(CommunicationFilter filter, [EnumeratorCancellation] CancellationToken ct)
    {
        string? after = null;
        do
        {
            var (lines, next) = await listCommunications.Piece(filter, after, AtATime, ct);
            foreach (var line in lines)
                yield return line;
            after = next;
        } while (after is not null);
    }
}
