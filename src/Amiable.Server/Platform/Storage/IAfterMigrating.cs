namespace Amiable.Platform.Storage;

/// <summary>What no migration can fill in, because it is worked out in C#. It runs at each start, once the database has its form, and finds nothing to do from the second on.</summary>
internal interface IAfterMigrating
{
    Task Run(CancellationToken ct);
}
