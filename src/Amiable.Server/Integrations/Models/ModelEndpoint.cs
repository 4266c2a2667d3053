using System.Text.Json.Serialization;
using Amiable.Reading.Evaluation;

namespace Amiable.Integrations.Models;

/// <summary>In which form a language model is asked.</summary>
public enum ModelKind
{
    /// <summary>Chat completions: OpenAI, Azure, Mistral, Ollama, llama.cpp, vLLM and most others, told apart by their address.</summary>
    OpenAiCompatible,

    /// <summary>The Messages API of Anthropic.</summary>
    Anthropic,
}

/// <summary>What a language model is asked for.</summary>
public enum ModelPurpose
{
    /// <summary>What a customer wants who answered.</summary>
    ReadAnswer,

    /// <summary>Words for a planned message.</summary>
    WriteMessage,

    /// <summary>What the readers did not find on an invoice.</summary>
    ReadDocument,

    /// <summary>Whether it works; asked by a member.</summary>
    Trial,
}

/// <summary>A language model as a member enters it.</summary>
public sealed record ModelSettings
{
    public required ModelKind Kind { get; init; }

    /// <summary>Where it is: everything before "/chat/completions" or "/v1/messages".</summary>
    public required string Address { get; init; }

    /// <summary>Its name there.</summary>
    public required string Model { get; init; }

    /// <summary>Of a million tokens it reads, in <see cref="Currency"/>; null when nobody said.</summary>
    public decimal? InputPrice { get; init; }

    /// <summary>Of a million tokens it writes.</summary>
    public decimal? OutputPrice { get; init; }

    /// <summary>ISO 4217, of prices and budget.</summary>
    public string? Currency { get; init; }

    /// <summary>What a day may cost; needs the prices. Null for no limit but that of the calls.</summary>
    public decimal? MostCostPerDay { get; init; }

    /// <summary>How often it is asked in a day.</summary>
    public int MostCallsPerDay { get; init; } = UsualCallsPerDay;

    public const int UsualCallsPerDay = 500;

    /// <summary>Reads what customers answer.</summary>
    public bool Reads { get; init; }

    /// <summary>Writes the words of messages.</summary>
    public bool Writes { get; init; }

    /// <summary>Looks on invoices for what the readers did not find.</summary>
    public bool ReadsDocuments { get; init; }

    /// <summary>What so many tokens cost, in millionths of the currency; null when nobody said what they cost.</summary>
    public long? CostInMillionths(int input, int output) =>
        InputPrice is null && OutputPrice is null ? null : (long)decimal.Ceiling(input * (InputPrice ?? 0) + output * (OutputPrice ?? 0));

    /// <summary>The machine asked, as people read it.</summary>
    [JsonIgnore]
    public string Host => Uri.TryCreate(Address, UriKind.Absolute, out var uri) ? uri.Host : Address;

    public bool Does(ModelPurpose purpose) =>
        purpose switch
        {
            ModelPurpose.ReadAnswer => Reads,
            ModelPurpose.WriteMessage => Writes,
            ModelPurpose.ReadDocument => ReadsDocuments,
            _ => true,
        };
}

/// <summary>The language model of an organization; there is one at most. Without one the built-in reader reads and the built-in texts are written.</summary>
public sealed class ModelEndpoint : Owned
{
    public ModelEndpointId Id { get; private init; }

    public ModelSettings Settings { get; private set; } = null!;

    /// <summary>The key for it, encrypted by SecretBox; null for a model that asks for none.</summary>
    public string? Key { get; private set; }

    /// <summary>How well it reads beside the built-in reader; null while nobody measured it.</summary>
    public ReaderMeasure? Measured { get; private set; }

    private ModelEndpoint() { }

    public ModelEndpoint(ModelEndpointId id, ModelSettings settings, string? key) => (Id, Settings, Key) = (id, settings, key);

    /// <summary>Another model, or the same one elsewhere, has to be measured again.</summary>
    public void Become(ModelSettings settings, string? key)
    {
        if ((settings.Kind, settings.Address, settings.Model) != (Settings.Kind, Settings.Address, Settings.Model))
            Measured = null;
        (Settings, Key) = (settings, key);
    }

    public void WasMeasured(ReaderMeasure measure) => Measured = measure;
}
