using Amiable.Evidence.Pages;
using Amiable.Platform.Api;
using Amiable.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Amiable.Evidence;

/// <summary>The evidence file of an account, in the public API: the same file as on its page.</summary>
public static class EvidenceApi
{
    public static void MapEvidenceApi(this RouteGroupBuilder api)
    {
        const string File = "/accounts/{accountId:guid}/evidence-file";
        // Everything about an account is in it: a token needs what reads each of that.
        var evidence = api.Area("Evidence", Scopes.CommunicationsRead);
        evidence
            .Get(File, "get-evidence-file", "Download the evidence file of an account", Folder)
            .NeedsBesides(Scopes.AccountsRead, Scopes.InvoicesRead)
            .AnswersFile("application/zip")
            .Says(
                "A ZIP archive: invoices, messages as they left, proofs of delivery, replies, promises, the interest sheet, a manifest whose hashes form a chain, and all "
                    + "of it as evidence.pdf. Of some invoices only with invoiceIds. That it was made is in the audit log, with its seal."
            );
        evidence
            .Get(File + "/document", "get-evidence-document", "Download the evidence of an account as one PDF", Document)
            .NeedsBesides(Scopes.AccountsRead, Scopes.InvoicesRead)
            .AnswersFile("application/pdf")
            .Fails(409)
            .Says("The evidence.pdf of the evidence file. 409 where the installation has no Chromium to print with.");
    }

    private static async Task<IResult> Folder(Guid accountId, [AsParameters] Asking asking, ExportEvidence export, CancellationToken ct) =>
        (await asking.Of(accountId, ct)).Or(what =>
            Results.Stream(answer => export.Run(answer, what.Scope, what.View, what.Words, ct), "application/zip", $"{accountId}.zip")
        );

    private static async Task<IResult> Document(Guid accountId, [AsParameters] Asking asking, PrintEvidence print, CancellationToken ct)
    {
        var what = await asking.Of(accountId, ct);
        if (what.Problem is { } problem)
            return ApiProblem.Of(problem);
        var (scope, view, words) = what.Value!;
        return (await print.Run(scope, view, words, ct)).Or(pdf => Results.File(pdf, "application/pdf", $"{accountId}.pdf"));
    }

    /// <summary>What is asked for, and in which language it is told.</summary>
    internal readonly record struct Asking(
        [FromQuery(Name = "invoiceIds")] Guid[]? InvoiceIds,
        [FromQuery(Name = "language")] string? Language,
        ScopeEvidence ScopeEvidence,
        ShowEvidence Show,
        CurrentMember Member,
        Viewer Viewer
    )
    {
        public async Task<Result<(EvidenceScope Scope, EvidenceView View, EvidenceWords Words)>> Of(Guid accountId, CancellationToken ct)
        {
            var chosen = await ScopeEvidence.Run(new(accountId), [.. (InvoiceIds ?? []).Distinct().Select(i => new InvoiceId(i))], ct);
            if (chosen.Value is not { } scope)
                return chosen.Problem!;
            var shown = await Show.Run(new(accountId), scope.Chosen, ct);
            if (shown.Value is not { } view)
                return shown.Problem!;
            var organization = view.Organization;
            Viewer.IsMember(organization.Name, Member.Name ?? "", organization.TimeZone, Language ?? organization.Language);
            return (scope, view, new EvidenceWords(Viewer));
        }
    }
}
