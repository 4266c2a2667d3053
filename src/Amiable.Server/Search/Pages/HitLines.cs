using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Credits;
using Amiable.Invoices;
using Amiable.Tasks;
using Amiable.Tasks.Pages;
using Amiable.Ui;

namespace Amiable.Search.Pages;

/// <summary>One thing that was found, as it is shown.</summary>
/// <param name="Under">What tells it from others of its kind.</param>
/// <param name="Last">An amount or a day.</param>
public sealed record Hit(string Href, string Icon, string Text, string? Under = null, string? Last = null);

/// <summary>What was found of one kind.</summary>
/// <param name="Name">Of the group, unique among them.</param>
/// <param name="AllHref">The list with all of them; null when these are all.</param>
public sealed record HitGroup(string Name, string Title, IReadOnlyList<Hit> Hits, string? AllHref = null, string? AllText = null);

/// <summary>What was found, in the reader's words.</summary>
public static class HitLines
{
    /// <summary>The groups with something in them. Pages come first when one is called what was typed, else last.</summary>
    public static IReadOnlyList<HitGroup> Of(Viewer viewer, FoundEverything found)
    {
        var t = viewer.T;
        HitGroup actions = new("actions", t["search.actions"], [.. found.Actions.Best.Select(a => new Hit(a.Href, a.Icon, a.Name, a.Under))]);
        var actionsFirst = found.Actions.Best.Any(a => a.IsMeant);
        List<HitGroup> groups =
        [
            new("accounts", t["nav.accounts"], [.. found.Accounts.Best.Select(Line)], All("/accounts", found.Accounts), t["search.all-accounts", found.Sought.Text]),
            new("contacts", t["search.contacts"], [.. found.Contacts.Best.Select(Line)]),
            new(
                "invoices",
                t["nav.invoices"],
                [.. found.Invoices.Best.Select(i => Line(viewer, i))],
                found.IsAmount ? null : All("/invoices", found.Invoices),
                t["search.all-invoices", found.Sought.Text]
            ),
            new(
                "credit-notes",
                t["nav.credit-notes"],
                [.. found.CreditNotes.Best.Select(n => Line(viewer, n))],
                found.IsAmount ? null : All("/credit-notes", found.CreditNotes),
                t["search.all-credit-notes", found.Sought.Text]
            ),
            new("communications", t["nav.communications"], [.. found.Communications.Best.Select(c => Line(viewer, c))]),
            new("tasks", t["nav.tasks"], [.. found.Tasks.Best.Select(task => Line(viewer, task))]),
        ];
        groups.Insert(actionsFirst ? 0 : groups.Count, actions);
        return [.. groups.Where(g => g.Hits.Count > 0)];

        // The lists find by the text as a whole; what is found by an amount or a legal name only is shown here.
        string? All<T>(string list, Few<T> few) => few.HasMore ? $"{list}?q={Uri.EscapeDataString(found.Sought.Text)}" : null;
    }

    private static Hit Line(FoundAccount account)
    {
        var details = account.Details;
        var legal = details.LegalName == account.Name ? null : details.LegalName;
        return new(
            AccountAddress.Of(account.Id),
            "building-store",
            account.Name,
            Joined(legal, details.City, details.VatNumber ?? details.RegistrationNumber)
        );
    }

    private static Hit Line(FoundContact contact) =>
        new($"/accounts/{contact.AccountId.Value}/contacts/{contact.Id.Value}", "user", contact.Name, Joined(contact.Email, contact.AccountName));

    private static Hit Line(Viewer viewer, FoundInvoice found)
    {
        var (invoice, due) = (found.Invoice, found.Invoice.DueOn);
        var outstanding = invoice.Total - invoice.Settled;
        var amount = viewer.Reader.Amount(invoice.Total);
        return new(
            $"/invoices/{invoice.Id.Value}",
            "receipt",
            invoice.Number,
            Joined(found.AccountName, due is { } day ? viewer.T["search.due", viewer.Reader.Day(day, viewer.Today)] : null),
            outstanding == invoice.Total || !outstanding.IsPositive
                ? amount
                : viewer.T["search.outstanding-of", viewer.Reader.Amount(outstanding), amount]
        );
    }

    private static Hit Line(Viewer viewer, FoundCreditNote found) =>
        new(
            $"/credit-notes/{found.Note.Id.Value}",
            "receipt-refund",
            found.Note.Number,
            Joined(found.AccountName, viewer.Reader.Day(found.Note.On, viewer.Today)),
            viewer.Reader.Amount(found.Note.Amount)
        );

    private static Hit Line(Viewer viewer, FoundCommunication message) =>
        new(
            $"/communications/{message.Id.Value}",
            "message",
            message.Subject,
            Joined(message.AccountName, message.Excerpt),
            viewer.Reader.Day(message.SendOn, viewer.Today)
        );

    private static Hit Line(Viewer viewer, FoundTask found) =>
        new(
            $"/tasks/{found.Task.Id.Value}",
            "list-check",
            TaskWords.Subject(viewer.T, found.Task),
            Joined(found.AccountName, viewer.T.Of(found.Task.Status))
        );

    private static string? Joined(params string?[] parts) =>
        string.Join(" · ", parts.Where(p => !string.IsNullOrWhiteSpace(p))) is { Length: > 0 } joined ? joined : null;
}
