namespace Amiable.Communications;

/// <summary>How what a member writes goes by post: to the account, and into the print queue from its day on.</summary>
/// <param name="Encloses">Whether the documents of its invoices lie in the envelope.</param>
/// <param name="InsteadOf">A message that waits and does not leave because of this letter; null when none is held back for it.</param>
public sealed record ByPost(bool Encloses = false, CommunicationId? InsteadOf = null);
