using Microsoft.EntityFrameworkCore.Update;

namespace Amiable.Platform.Storage;

/// <summary>
/// Rows that are added to one table one after the other go in through one prepared statement. EF Core's own batch makes a text of all of them, which SQLite
/// reads and compiles anew each time, triggers and all: of an import of 100,000 invoices that was a third of the work.
/// </summary>
public sealed class PreparedInserts(ModificationCommandBatchFactoryDependencies dependencies) : IModificationCommandBatchFactory
{
#pragma warning disable EF1001 // The provider's own factory: everything but inserts is its work as before.
    private readonly IModificationCommandBatchFactory _others =
        new Microsoft.EntityFrameworkCore.Sqlite.Update.Internal.SqliteModificationCommandBatchFactory(dependencies);
#pragma warning restore EF1001

    public ModificationCommandBatch Create() => new PreparedBatch(dependencies.SqlGenerationHelper, _others.Create());
}
