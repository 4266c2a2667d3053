using Amiable.Accounts;
using Amiable.Accounts.Pages;
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
        HitGroup actions = new("actions", t["search.actions"], [.. found.Actions.Best.Select(Line)]);
        var actionsFirst = found.Actions.Best.Any(a => a.IsMeant);
        List<HitGroup> groups =
        [
            WithAll(viewer, found, "accounts", found.Accounts, Line, isListed: true),
            new("contacts", t["search.contacts"], [.. found.Contacts.Best.Select(Line)]),
            // The lists do not search by amount.
            WithAll(viewer, found, "invoices", found.Invoices, i => Line(viewer, i), isListed: !found.IsAmount),
            WithAll(viewer, found, "credit-notes", found.CreditNotes, n => Line(viewer, n), isListed: !found.IsAmount),
            new("communications", t["nav.communications"], [.. found.Communications.Best.Select(c => Line(viewer, c))]),
            new("tasks", t["nav.tasks"], [.. found.Tasks.Best.Select(task => Line(viewer, task))]),
        ];
        groups.Insert(actionsFirst ? 0 : groups.Count, actions);
        return [.. groups.Where(g => g.Hits.Count > 0)];
    }

    private static HitGroup WithAll<T>(Viewer viewer, FoundEverything found, string list, Few<T> few, Func<T, Hit> line, bool isListed) =>
        new(
            list,
            viewer.T[$"nav.{list}"],
            [.. few.Best.Select(line)],
            few.HasMore && isListed ? $"/{list}?q={Uri.EscapeDataString(found.Sought.Text)}" : null,
            viewer.T[$"search.all-{list}", found.Sought.Text]
        );

    private static Hit Line(FoundAction action) => new(action.Href, action.Icon, action.Name, action.Under);

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

    // Some are known by their address only.
    private static Hit Line(FoundContact contact)
    {
        var isNamed = !string.IsNullOrWhiteSpace(contact.Name);
        return new(
            $"/accounts/{contact.AccountId.Value}/contacts/{contact.Id.Value}",
            "user",
            isNamed ? contact.Name : contact.Email ?? "",
            Joined(isNamed ? contact.Email : null, contact.AccountName)
        );
    }

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
