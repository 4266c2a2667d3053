namespace Amiable.Accounts;

/// <summary>What came of doing the same to several accounts.</summary>
/// <param name="Left">Those that were left as they are, and why.</param>
public sealed record OutcomeOfMany(int Done, IReadOnlyList<(AccountId Id, string Name, Problem Why)> Left);
