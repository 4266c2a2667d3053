using System.Text.Json;
using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Credits;
using Amiable.Invoices;
using Amiable.Payments;
using Amiable.Platform.Api;
using Amiable.Tasks;

namespace Amiable.Webhooks;

/// <summary>An event as it is told: the thing as the API writes it, as it is now. Of what is gone, its id.</summary>
public sealed class WriteEvent(
    LookUpAccount lookUpAccount,
    LookUpInvoice lookUpInvoice,
    LookUpCreditNote lookUpCreditNote,
    LookUpPayment lookUpPayment,
    LookUpCommunication lookUpCommunication,
    LookUpDeclaration lookUpDeclaration,
    WalkTasks walkTasks,
    CurrentOrganization organization
)
{
    public async Task<byte[]> Run(string type, Guid subject, AccountId? account, DateTimeOffset at, CancellationToken ct) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new EventJson
            {
                Type = type,
                Timestamp = at,
                Data = await Data(EventType.GroupOf(type), subject, ct) ?? Gone(subject, account),
            },
            ApiJson.Options
        );

    private SubjectJson Gone(Guid subject, AccountId? account) =>
        new()
        {
            Id = subject,
            OrganizationId = organization.Id.Value,
            AccountId = account?.Value,
        };

    private async Task<object?> Data(string group, Guid id, CancellationToken ct) =>
        group switch
        {
            "account" => Of(await lookUpAccount.Run(new(id), ct), AccountJson.Of),
            "invoice" => Of(await lookUpInvoice.Run(new InvoiceId(id), ct), InvoiceJson.Of),
            "dispute" => Of(await lookUpInvoice.Run(new InvoiceId(id), ct), DisputeJson.Of),
            "credit-note" => Of(await lookUpCreditNote.Run(new CreditId(id), ct), CreditNoteJson.Of),
            "payment" => Of(await lookUpPayment.Run(new CreditId(id), ct), PaymentJson.Of),
            "communication" => Of(await lookUpCommunication.Run(new CommunicationId(id), ct), CommunicationJson.Of),
            "promise" or "announcement" => Of(await lookUpDeclaration.Run(new PaymentDeclarationId(id), ct), DeclarationJson.Of),
            "task" => Of(await walkTasks.Run(new HumanTaskId(id), ct), TaskJson.Of),
            _ => null,
        };

    private static object? Of<T, TJson>(Result<T> found, Func<T, TJson> write)
        where TJson : class => found.Problem is null ? write(found.Value!) : null;
}
