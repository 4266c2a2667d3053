using Amiable.Contacts;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Channels;

/// <summary>Lets the agent write from another address. What waits leaves from it too: the sender is put in when a message leaves.</summary>
public sealed class SaveAgentAddress(AppDb db)
{
    /// <param name="version">The version of the organization the change was made from.</param>
    /// <param name="address">From which it writes, and at which it is answered.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Done>> Run(int version, string address, CancellationToken ct)
    {
        var organization = await db.Organizations.SingleAsync(ct);
        if (organization.Version != version)
            return new ChangedMeanwhile();
        if (!EmailAddress.IsValid(address.Trim()))
            return new Invalid("address", "channels.address", "This is not an e-mail address. One looks like agent@example.com.");
        organization.Introduce(organization.AgentName, address.Trim(), organization.Signature);
        return await db.Save(ct);
    }
}
