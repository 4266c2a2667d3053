using Amiable.Errands;

namespace Amiable.Import;

/// <summary>Takes a file of a program in and has it imported; it goes on when nobody waits for it.</summary>
public sealed class OrderImport(StoreUpload store, StartErrand start)
{
    public async Task<Result<ErrandId>> Run(string fileName, byte[] bytes, ReadingChoices choices, bool leaveOut, CancellationToken ct)
    {
        using var file = new MemoryStream(bytes);
        var stored = await store.Run(fileName, file, bytes.Length, ct);
        if (stored.Problem is { } problem)
            return problem;
        var started = await start.Run(ErrandKind.ImportFile, ImportOrdered.Order(stored.Value, choices, leaveOut), TimeSpan.Zero, ct);
        return started.Problem is { } refused ? refused : started.Value!.Id;
    }
}

/// <summary>How far an import is that a program ordered, and what it did once it is over.</summary>
public sealed class FollowImport(ShowErrand showErrand, ShowImport showImport)
{
    public async Task<Result<FollowedImport>> Run(ErrandId id, CancellationToken ct)
    {
        var shown = await showErrand.Run(id, ct);
        if (shown.Value is not { Kind: ErrandKind.ImportFile } errand)
            return new NotFound("import");
        return new FollowedImport(errand, (await showImport.Run(new(errand.Order.Picked[0].Id), ct)).Value);
    }
}

public sealed record FollowedImport(Errand Errand, LedgerImport? Import);
