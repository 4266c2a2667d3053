namespace Amiable.Channels;

/// <summary>A service that posts letters as it is typed.</summary>
public sealed record PostingEntry
{
    public const string UsualAddress = "https://api.pingen.com";
    private const int Longest = 200;
    private const decimal Dearest = 100;

    public required string Address { get; init; }
    public required string Client { get; init; }

    /// <summary>Empty to keep the one that is stored.</summary>
    public string Secret { get; init; } = "";
    public required string Organisation { get; init; }
    public PostingProduct Product { get; init; }
    public bool IsInColour { get; init; }
    public bool IsDuplex { get; init; }
    public decimal? MostCost { get; init; }
    public string Currency { get; init; } = "";

    internal Result<PostingSettings> Read(PostingNetwork network)
    {
        var address = (Address.Trim() is { Length: > 0 } typed ? typed : UsualAddress).TrimEnd('/');
        if (network.Check(address) is { } wrong)
            return new Invalid(
                "serviceAddress",
                wrong.Code is "webhook.inside" ? "posting.inside" : "posting.address",
                "Write the address of the service, such as https://api.pingen.com."
            );
        if (!IsWord(Client))
            return new Invalid("client", "posting.client", "Write the client ID, on one line.");
        if (!IsWord(Organisation))
            return new Invalid("organisation", "posting.organisation", "Write the ID of the organization there, on one line.");
        if (Secret.Length > 1000 || Secret.Any(char.IsControl))
            return new Invalid("secret", "posting.secret", "A secret is one line.");
        if (!Currencies.IsKnown(Currency))
            return new Invalid("currency", "posting.currency", "Choose the currency in which the service is paid.");
        if (MostCost is not (> 0 and <= Dearest) || Money.OfMajor(MostCost.Value, Currency) is not { IsPositive: true } most)
            return new Invalid("mostCost", "posting.most-cost", $"Give the most a letter may cost, up to {Dearest}.")
            {
                Values = [Dearest],
            };
        return new PostingSettings
        {
            Address = address,
            Client = Client.Trim(),
            Organisation = Organisation.Trim(),
            Product = Product,
            IsInColour = IsInColour,
            IsDuplex = IsDuplex,
            MostCost = most,
        };
    }

    private static bool IsWord(string text) => text.Trim() is { Length: > 0 and <= Longest } word && !word.Any(c => c is <= ' ' or > '~');
}
