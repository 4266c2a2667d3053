using System.IO.Compression;
using System.Text;
using Amiable.Evidence.Pages;
using Amiable.Integrations.Chromium;
using Amiable.OrganizationData;
using Amiable.Platform.Audit;

namespace Amiable.Evidence;

/// <summary>
/// Writes an evidence file into a zip, piece by piece as it is read: however many invoices and messages there are, only some are in memory at once. It goes to the member who asked for it and
/// to nobody else.
/// </summary>
public sealed class ExportEvidence(CollectEvidence collect, PrintPages printPages, CurrentMember member, AuditLog log, Today today)
{
    /// <summary>What its document is called.</summary>
    public const string Document = "evidence.pdf";

    /// <param name="answer">Where the zip goes; need not be seekable.</param>
    /// <param name="scope">What it is about.</param>
    /// <param name="view">Whose it is, for the cover.</param>
    /// <param name="words">In which language it speaks.</param>
    /// <param name="ct">Cancels.</param>
    public async Task Run(Stream answer, EvidenceScope scope, EvidenceView view, EvidenceWords words, CancellationToken ct)
    {
        var account = view.Account;
        await log.NoteNow(new("exported", "evidence-file", account.Id.Value, account.Name, account.Id), ct);
        await using var held = new HeldBackStream(answer);
        string seal;
        await using (var zip = await ZipArchive.CreateAsync(held, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct))
            seal = await WriteAll(new EvidenceFolder(zip, today.Now), scope, view, words, ct);
        await held.FlushAsync(ct);
        // Kept where nobody can change it: whoever holds the file can prove that it is this one.
        await log.NoteNow(
            new("sealed", "evidence-file", account.Id.Value, account.Name, account.Id) { Fields = [new("seal", "text", null, seal)] },
            ct
        );
    }

    private async Task<string> WriteAll(
        EvidenceFolder folder,
        EvidenceScope scope,
        EvidenceView view,
        EvidenceWords words,
        CancellationToken ct
    )
    {
        var t = words.Viewer.T;
        var book = new EvidenceBook(printPages, words);
        await foreach (var item in collect.Run(scope, words, ct))
            await book.Add(item, await folder.Add(item, EvidenceWords.Sheet(item), ct), ct);
        var manifest = new EvidenceManifest(
            $"{t["evidence-file.title"]}: {view.Account.Name}",
            today.Now,
            member.Name ?? "",
            view.Organization.LegalName ?? view.Organization.Name,
            view.Account.Details.LegalName ?? view.Account.Name,
            scope.Chosen is null ? null : [.. scope.Numbers.Order(StringComparer.Ordinal)],
            t["evidence-file.with-document"]
        );
        var cover = EvidenceSheets.Cover(words, view, manifest, folder);
        if (await book.Bind(cover, new(manifest.Title, manifest.Creditor, words.Viewer.Language, IsAi: false), ct) is { } pdf)
            await folder.Add(Document, pdf, ct);
        else
            manifest = manifest with { Document = t["evidence-file.without-document", t.Of(book.Problem!)] };
        await folder.Add("how-to-verify.txt", Encoding.UTF8.GetBytes(HowToVerify.For(t)), ct);
        await folder.Write("manifest.json", manifest.Json(folder.Files), ct);
        await folder.Write("manifest.txt", manifest.Text(folder.Files), ct);
        return folder.Seal;
    }
}
