namespace Amiable.Communications;

/// <summary>A member says yes to many messages at once. Each one is for itself: what cannot be approved does not hold up the others.</summary>
public sealed class ApproveCommunications(ApproveCommunication approve)
{
    public sealed record Choice(CommunicationId Id, int Version);

    /// <summary>What came of it.</summary>
    public sealed record Outcome(int Approved, IReadOnlyList<(CommunicationId Id, Problem Problem)> Left);

    public async Task<Outcome> Run(IReadOnlyList<Choice> choices, CancellationToken ct)
    {
        var (approved, left) = (0, new List<(CommunicationId, Problem)>());
        foreach (var choice in choices.DistinctBy(c => c.Id))
        {
            if ((await approve.Run(choice.Id, choice.Version, ct)).Problem is { } problem)
                left.Add((choice.Id, problem));
            else
                approved++;
        }
        return new(approved, left);
    }
}
