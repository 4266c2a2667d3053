using System.Globalization;
using System.Text.Json.Nodes;
using Amiable.Channels;
using Amiable.Communications;

namespace Amiable.Integrations.Pingen;

/// <summary>Who asks: the client of an organization, its secret in clear.</summary>
public sealed record PingenClient(string Address, string Id, string Secret, string Organisation)
{
    public static PingenClient Of(PostingSettings settings, string secret) =>
        new(settings.Address, settings.Client, secret, settings.Organisation);
}

/// <summary>How letters are printed and carried.</summary>
public sealed record PingenWay(PostingProduct Product, bool IsInColour, bool IsDuplex)
{
    public static PingenWay Of(PostingSettings settings) => new(settings.Product, settings.IsInColour, settings.IsDuplex);

    internal JsonObject Attributes() =>
        new()
        {
            ["delivery_product"] = Product == PostingProduct.Fast ? "fast" : "cheap",
            ["print_mode"] = IsDuplex ? "duplex" : "simplex",
            ["print_spectrum"] = IsInColour ? "color" : "grayscale",
        };
}

/// <summary>Who pays there.</summary>
/// <param name="Balance">What is left; null when it is not told.</param>
public sealed record PingenOrganization(string Name, Money? Balance);

/// <summary>A letter there.</summary>
/// <param name="Status">In the service's own words.</param>
public sealed record PingenLetter(string Status, int? Pages, Money? Price, string? Tracking)
{
    /// <summary>Whether it is still being looked at, before it can be posted.</summary>
    public bool IsChecked => Status is not ("validating" or "fixing" or "");

    /// <summary>Whether it can be posted now.</summary>
    public bool IsGood => Status == "valid";

    /// <summary>Where it is once it was posted; null for a word that says nothing new.</summary>
    public ConsignmentState? State =>
        Status switch
        {
            "validating" or "fixing" or "valid" => ConsignmentState.Draft,
            "submitted" or "accepted" or "transferring" or "inspection" or "cancelling" => ConsignmentState.Accepted,
            "awaiting_credits" => ConsignmentState.WaitsForCredit,
            "action_required" => ConsignmentState.WaitsForUs,
            "printing" or "processing" => ConsignmentState.Printing,
            "sent" => ConsignmentState.InTransit,
            "delivered" => ConsignmentState.Delivered,
            "undeliverable" => ConsignmentState.Returned,
            "rejected" or "cancelled" or "expired" or "invalid" or "unprintable" => ConsignmentState.Refused,
            _ => null,
        };
}

/// <summary>Why something could not be asked or done.</summary>
public enum PingenFault
{
    /// <summary>The client, its secret or the organization is wrong there.</summary>
    SignIn,

    /// <summary>It said no: nothing was done.</summary>
    Refused,

    /// <summary>Nobody answers: nothing was asked.</summary>
    Unreachable,

    /// <summary>The machine may not be reached from here.</summary>
    Address,

    /// <summary>What it answers makes no sense.</summary>
    Garbled,

    /// <summary>The answer was lost, or it broke there: nobody knows whether it was done.</summary>
    Unknown,
}

/// <summary>The service said no, or nothing.</summary>
/// <param name="fault">Which.</param>
/// <param name="said">In its own words, short; empty for none.</param>
public sealed class PingenFailed(PingenFault fault, string said) : Exception($"{fault} {said}")
{
    public PingenFault Fault { get; } = fault;
    public string Said { get; } = said;
}

internal static class PingenWords
{
    private const int Longest = 300;

    /// <summary>What a JSON:API answer says is wrong, on one line.</summary>
    public static string Of(string answer)
    {
        try
        {
            var errors = JsonNode.Parse(answer)?["errors"] as JsonArray;
            var said = string.Join(
                " · ",
                (errors ?? [])
                    .Select(e => (e?["detail"] ?? e?["title"] ?? e?["code"])?.ToString())
                    .Where(e => !string.IsNullOrWhiteSpace(e))
            );
            said = string.Concat(said.Select(c => char.IsControl(c) ? ' ' : c));
            return said.Length <= Longest ? said : said[..Longest];
        }
        catch (Exception notJson) when (notJson is System.Text.Json.JsonException or InvalidOperationException)
        {
            return "";
        }
    }
}

internal static class PingenTime
{
    /// <summary>"2021-11-19T09:42:48+0100": ISO 8601 in its basic form of the zone.</summary>
    public static DateTimeOffset? Of(string? text) =>
        DateTimeOffset.TryParseExact(
            text,
            ["yyyy-MM-ddTHH:mm:sszzz", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var at
        )
        || (
            text is { Length: 24 }
            && DateTimeOffset.TryParse(text.Insert(22, ":"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out at)
        )
            ? at.ToUniversalTime()
            : null;
}
