using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.OpenApi;

namespace Amiable.Platform.Api;

/// <summary>What it takes to answer programs.</summary>
public static class ApiParts
{
    public static void AddApi(this IServiceCollection services)
    {
        services.AddSingleton<CallLimit>();
        services.AddScoped<TryAgain>();
        services.Configure<JsonOptions>(json => ApiJson.Configured(json.SerializerOptions));
        services.AddSingleton<ApiDocument>();
        services.AddOpenApi(
            ApiDocument.Name,
            api =>
            {
                api.ShouldInclude = operation => $"/{operation.RelativePath}".StartsWith(ApiRoutes.Root, StringComparison.Ordinal);
                api.CreateSchemaReferenceId = SchemaDescription.NameOf;
                api.AddSchemaTransformer(SchemaDescription.Complete);
                api.AddOperationTransformer(OperationDescription.Complete);
                api.AddDocumentTransformer(DocumentDescription.Complete);
            }
        );
    }
}
