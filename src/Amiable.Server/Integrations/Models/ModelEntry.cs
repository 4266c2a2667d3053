namespace Amiable.Integrations.Models;

/// <summary>A language model as it is typed.</summary>
public sealed record ModelEntry
{
    private const int LongestAddress = 300;
    private const int LongestName = 200;
    private const int LongestKey = 1000;
    private const int DearestTokens = 10_000;
    private const int MostCalls = 100_000;

    public required ModelKind Kind { get; init; }
    public required string Address { get; init; }
    public required string Model { get; init; }

    /// <summary>Empty to keep the one that is stored.</summary>
    public string Key { get; init; } = "";
    public bool Reads { get; init; }
    public bool Writes { get; init; }
    public bool ReadsDocuments { get; init; }
    public decimal? InputPrice { get; init; }
    public decimal? OutputPrice { get; init; }
    public decimal? MostCostPerDay { get; init; }
    public int MostCallsPerDay { get; init; } = ModelSettings.UsualCallsPerDay;

    /// <param name="currency">That of the organization: prices and budget are in it.</param>
    internal Result<ModelSettings> Read(string currency)
    {
        if (AddressOf(Address.Trim()) is not { } address)
            return new Invalid("address", "model.address", "Write the address of the server, such as https://api.mistral.ai/v1.");
        var model = Model.Trim();
        if (model.Length is 0 or > LongestName || model.Any(char.IsControl))
            return new Invalid("model", "model.name", "Write the name the model has there, on one line.");
        if (Key.Length > LongestKey || Key.Any(c => c is <= ' ' or > '~'))
            return new Invalid("key", "model.key", "A key is letters and digits without blanks.");
        if (WrongLimit() is { } wrong)
            return wrong;
        return new ModelSettings
        {
            Kind = Kind,
            Address = address,
            Model = model,
            Reads = Reads,
            Writes = Writes,
            ReadsDocuments = ReadsDocuments,
            InputPrice = InputPrice,
            OutputPrice = OutputPrice,
            Currency = HasPrice ? currency : null,
            MostCostPerDay = MostCostPerDay,
            MostCallsPerDay = MostCallsPerDay,
        };
    }

    private bool HasPrice => InputPrice is not null || OutputPrice is not null;

    private Invalid? WrongLimit()
    {
        if (InputPrice is < 0 or > DearestTokens || OutputPrice is < 0 or > DearestTokens)
            return new Invalid(
                InputPrice is < 0 or > DearestTokens ? "inputPrice" : "outputPrice",
                "model.price",
                "Give what a million tokens cost."
            );
        if (MostCostPerDay is <= 0 or > DearestTokens)
            return new Invalid("mostCost", "model.budget", "Give an amount, or leave it empty.");
        if (MostCostPerDay is not null && !HasPrice)
            return new Invalid(
                "inputPrice",
                "model.budget-needs-prices",
                "Without prices nobody knows what a day costs: give them, or leave the budget empty."
            );
        if (MostCallsPerDay is < 1 or > MostCalls)
            return new Invalid("mostCalls", "model.calls", $"From 1 to {MostCalls}.") { Values = [MostCalls] };
        return null;
    }

    // People copy the address of a call: what is added to it anyway is taken off.
    private static string? AddressOf(string typed)
    {
        if (
            typed.Length > LongestAddress
            || !Uri.TryCreate(typed, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || uri.UserInfo.Length > 0
            || uri.Fragment.Length > 0
        )
            return null;
        var path = uri.AbsolutePath.TrimEnd('/');
        foreach (var call in (string[])["/chat/completions", "/v1/messages"])
            if (path.EndsWith(call, StringComparison.OrdinalIgnoreCase))
                path = path[..^call.Length];
        return $"{uri.GetLeftPart(UriPartial.Authority)}{path}{uri.Query}";
    }
}
