namespace Amiable.Integrations.Models;

/// <summary>A language model could not be asked, or gave no answer.</summary>
/// <param name="outcome">Why.</param>
/// <param name="said">In the words of the server; may repeat what was asked, so it is neither logged nor stored.</param>
public sealed class ModelFailed(ModelOutcome outcome, string said, TimeSpan? restFor = null)
    : Exception($"The language model gave no answer: {outcome}.")
{
    public ModelOutcome Outcome => outcome;
    public string Said => said;

    /// <summary>How long the server wants to be left alone.</summary>
    public TimeSpan? RestFor => restFor;
}
