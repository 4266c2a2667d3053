namespace Amiable.Platform.Audit;

/// <summary>
/// What else is written down in the transaction of a save, once nobody else writes for this organization: so it is there when the change is, in the order of
/// the changes, and not when the change is not.
/// </summary>
public interface IWrittenAlong
{
    /// <summary>Null when the save changes nothing it tells of; else what makes the rows, asked just before everything is saved.</summary>
    Func<CancellationToken, Task<IReadOnlyList<Owned>>>? With(AppDb db);
}
