using System.Globalization;
using Amiable.Ui;

namespace Amiable.Integrations.Models.Pages;

/// <summary>The form of a language model, from what was typed.</summary>
internal static class ModelForm
{
    public static Result<ModelEntry> Read(IFormCollection form, Reader reader)
    {
        Invalid? wrong = null;
        var entry = new ModelEntry
        {
            Kind = Enum.TryParse<ModelKind>(form["kind"], out var kind) && Enum.IsDefined(kind) ? kind : ModelKind.OpenAiCompatible,
            Address = form["address"].ToString(),
            Model = form["model"].ToString(),
            Key = form["key"].ToString().Trim(),
            Reads = form["reads"] == "true",
            Writes = form["writes"] == "true",
            ReadsDocuments = form["readsDocuments"] == "true",
            InputPrice = Amount("inputPrice", "model.price", "Give what a million tokens cost."),
            OutputPrice = Amount("outputPrice", "model.price", "Give what a million tokens cost."),
            MostCostPerDay = Amount("mostCost", "model.budget", "Give an amount, or leave it empty."),
            MostCallsPerDay = Count(),
        };
        return wrong is null ? entry : wrong;

        decimal? Amount(string field, string code, string message)
        {
            var text = form[field].ToString();
            if (string.IsNullOrWhiteSpace(text))
                return null;
            if (Typed.Amount(text, reader) is { } amount)
                return amount;
            wrong ??= new(field, code, message);
            return null;
        }

        // No number is as wrong as none too many.
        int Count() =>
            int.TryParse(form["mostCalls"].ToString().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
    }

    /// <summary>A price in a field: "0.15", in French "0,15".</summary>
    public static string? Write(decimal? amount, Reader reader) => amount?.ToString("0.######", reader.Culture);
}
