using Amiable.Accounts;
using Amiable.Integrations.Chromium;
using Amiable.Printing;

namespace Amiable.FormalNotices;

/// <summary>A formal notice as a PDF to sign. One that no longer says what the ledger says is not printed any more.</summary>
public sealed class PrintFormalNotice(ShowFormalNotice show, PrintPages printPages)
{
    public async Task<Result<byte[]>> Run(AccountId account, FormalNoticeId id, CancellationToken ct)
    {
        var shown = await show.Run(account, id, ct);
        if (shown.Value is not { Notice: var notice } view)
            return shown.Problem!;
        if (view.HasChanged)
            return new Refused("formal-notice.changed", "The ledger has changed since it was prepared. Prepare it anew.");
        var printed = await printPages.Print([notice.Page], ct);
        return printed.Value is { } pages
            ? PdfBook.Of(pages, new(notice.Subject, view.OrganizationName, notice.Language, IsAi: false))
            : printed.Problem!;
    }
}
