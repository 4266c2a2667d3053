using Amiable.Platform.Api;
using Amiable.Platform.Audit;
using Amiable.Webhooks.Pages;
using Microsoft.AspNetCore.OpenApi;

namespace Amiable.Webhooks;

/// <summary>What it takes to tell programs what happens.</summary>
public static class WebhookParts
{
    public static void AddWebhooks(this IServiceCollection services)
    {
        services.AddScoped<IWrittenAlong, OccurrenceTrail>();
        services.AddSingleton<HookNetwork>();
        services.AddSingleton<HookLine>();
        services.AddSingleton<HookSignal>();
        services.AddScoped<WebhookPages>();
        services.Configure<OpenApiOptions>(ApiDocument.Name, api => api.AddDocumentTransformer(EventDescription.Complete));
    }
}
