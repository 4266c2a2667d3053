using Amiable.Integrations.Pingen;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Channels;

/// <summary>Asks the stored service who we are there and what a letter of one page costs. Nothing is uploaded, and nothing posted.</summary>
public sealed class TryPosting(AppDb db, OpenPosting open, PingenLine line)
{
    public async Task<Result<PostingTrial>> Run(CancellationToken ct)
    {
        var opened = await open.Run(ct);
        if (opened.Value is not { } posting)
            return opened.Problem!;
        var country = await db.Organizations.Select(o => o.Profile.Country).SingleAsync(ct);
        try
        {
            var known = await line.Look(posting.Client, ct);
            return new PostingTrial(known.Name, known.Balance, await line.Price(posting.Client, posting.Way, country, 1, ct), country);
        }
        catch (PingenFailed failed)
        {
            return PostingProblem.Of(failed);
        }
    }
}

/// <summary>What the service answered.</summary>
/// <param name="Organization">What we are called there.</param>
/// <param name="Balance">What is left; null when it does not say.</param>
/// <param name="Price">Of a letter of one page.</param>
/// <param name="Country">To there.</param>
public sealed record PostingTrial(string Organization, Money? Balance, Money Price, string Country);

/// <summary>Why the service could not be asked, as a member reads it.</summary>
public static class PostingProblem
{
    public static Problem Of(PingenFailed failed) =>
        failed.Fault switch
        {
            PingenFault.SignIn => new Refused("posting.sign-in", "The service does not know this client, its secret or the organization."),
            PingenFault.Refused => new Refused("posting.refused", $"The service said no: {failed.Said}") { Values = [failed.Said] },
            PingenFault.Address => new Refused(
                "posting.inside",
                "This server is inside of a private network, which cannot be reached from here."
            ),
            PingenFault.Garbled => new Refused("posting.garbled", "What answers there is not the service: look at the address."),
            _ => new Refused("posting.no-answer", "The service did not answer. Try again later."),
        };
}
