using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;

namespace Amiable.Platform.Api;

/// <summary>What was sent, read as JSON or as a form; wrong in form, it is answered before anything is done.</summary>
#pragma warning disable CA1000 // The framework looks for these on the type of the parameter.
public sealed class Body<T> : IChecked, IEndpointParameterMetadataProvider
    where T : class
{
    private readonly SentContent? _sent;

    private Body(T? value, SentContent? sent, Problem? problem) => (Value, _sent, Problem) = (value!, sent, problem);

    public T Value { get; }

    public Problem? Problem { get; }

    /// <summary>The part "file" of a form; null without one.</summary>
    public SentFile? File => _sent?.File;

    /// <summary>Whether it was mentioned, be it as null: what a change does not mention stays as it is.</summary>
    public bool Mentions(string field) => _sent!.Root.TryGetProperty(field, out _);

    public static async ValueTask<Body<T>?> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        var sent = await SentContent.Read(http, http.RequestAborted);
        if (sent.Value is not { } content)
            return new(null, null, sent.Problem);
        var read = content.As<T>(content.Root);
        return new(read.Value, content, read.Problem);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
}

/// <summary>Many rows at once: <c>{"rows": […]}</c>. Each is read for itself, so that one that is wrong is told of without stopping the others.</summary>
public sealed class BodyOfRows<T> : IChecked, IEndpointParameterMetadataProvider
    where T : class
{
    public const int Most = 1000;
    private const int MostBytes = 20_000_000;

    private BodyOfRows(IReadOnlyList<Result<T>> rows, Problem? problem) => (Rows, Problem) = (rows, problem);

    public IReadOnlyList<Result<T>> Rows { get; }

    public Problem? Problem { get; }

    public static async ValueTask<BodyOfRows<T>?> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        var sent = await SentContent.Read(http, http.RequestAborted, MostBytes);
        if (sent.Value is not { } content)
            return new([], sent.Problem);
        if (!content.Root.TryGetProperty("rows", out var rows) || rows.ValueKind != JsonValueKind.Array || rows.GetArrayLength() == 0)
            return new([], new Invalid("rows", "no-rows", "Send {\"rows\": […]} with at least one row."));
        if (rows.GetArrayLength() > Most)
            return new([], new Invalid("rows", "too-many-rows", $"Send at most {Most} rows at once."));
        return new([.. rows.EnumerateArray().Select(content.As<T>)], null);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(RowsJson<T>)));
}

/// <summary>Rows, as the description of the API shows them.</summary>
public sealed record RowsJson<T>(IReadOnlyList<T> Rows);

/// <summary>A file that was sent along.</summary>
[SuppressMessage("Performance", "CA1819", Justification = "A file is its bytes.")]
public sealed record SentFile(string Name, byte[] Bytes);
