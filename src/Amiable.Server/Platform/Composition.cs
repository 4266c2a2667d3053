using System.Reflection;
using Amiable.Channels;
using Amiable.Communications;
using Amiable.Errands;
using Amiable.Integrations.Chromium;
using Amiable.Integrations.Models;
using Amiable.Integrations.Outbox;
using Amiable.Integrations.Pingen;
using Amiable.Integrations.Smtp;
using Amiable.Platform.Audit;
using Amiable.Platform.Backups;
using Amiable.Platform.Health;
using Amiable.Platform.Jobs;
using Amiable.Platform.Live;
using Amiable.Platform.SignIn;
using Amiable.Platform.Watching;
using Amiable.Webhooks;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Amiable.Platform;

/// <summary>Puts the program together.</summary>
public static class Composition
{
    /// <summary>What every door needs: the clock, the database, the tenant, the use cases and the mailer.</summary>
    public static void AddCore(this IServiceCollection services, IConfiguration configuration)
    {
        var data = DataFolder.From(configuration);
        services.TryAddSingleton(configuration);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(data);
        services.AddSingleton(Database.Of(configuration, data));
        services.AddSingleton<LiveSignal>();
        services.AddSingleton<TellWhatChanged>();
        services.AddDbContext<AppDb>(
            (provider, options) =>
            {
                provider.GetRequiredService<Database>().Configure(options);
                options.AddInterceptors(provider.GetRequiredService<TellWhatChanged>());
            },
            // The same for everybody: put together once, and not at each request.
            optionsLifetime: ServiceLifetime.Singleton
        );
        services.AddScoped<CurrentOrganization>();
        services.AddHttpContextAccessor();
        services.AddSingleton(ActorWithoutRequest.Agent);
        services.AddScoped<CurrentActor>();
        services.AddScoped<CurrentMember>();
        services.AddWhatSavesTell();
        services.AddScoped<Today>();
        services.AddSingleton<Http.PublicAddress>();
        services.AddScoped<FullText>();
        services.AddScoped<IAfterMigrating, Contacts.ReadAllNotes>();
        services.AddSingleton<AllOrganizations>();
        services.AddSingleton<ErrandSignal>();
        services.AddScoped<ErrandSteps>();
        services.AddSingleton(Pace.From(configuration));
        services.AddWhatIsWatched();
        services.AddSingleton<OutboxFolder>();
        services.AddOutsideSystems();
        services.AddScoped<Channels.Pages.ChannelsPages>();
        services.AddScoped<IMailer, ConfiguredMailer>();
        services.AddPersons();
        services.AddUseCases();
    }

    private static void AddWhatIsWatched(this IServiceCollection services)
    {
        services.AddSingleton<Telemetry>();
        services.AddSingleton<Pulse>();
        services.AddSingleton<DiskRoom>();
        services.AddScoped<SendingHold>();
    }

    private static void AddOutsideSystems(this IServiceCollection services)
    {
        services.AddSingleton<SmtpLine>();
        services.AddSingleton<MailNetwork>();
        services.AddSingleton<Integrations.Texts.TextLine>();
        services.AddSingleton<ModelNetwork>();
        services.AddSingleton<ModelClients>();
        services.AddSingleton<PrintPages>();
        services.AddSingleton<KnownEnclosures>();
        services.AddSingleton<PostingNetwork>();
        services.AddSingleton<PingenLine>();
    }

    private static void AddWhatSavesTell(this IServiceCollection services)
    {
        services.AddScoped<AuditTrail>();
        services.AddScoped<AuditLog>();
        services.AddWebhooks();
        FollowUp.PlanTrailParts.AddPlanTrail(services);
    }

    /// <summary>One line for each beat of the agent and each failure is ours to write; what the libraries do in between is noise.</summary>
    public static void KeepQuiet(this ILoggingBuilder logging) =>
        logging
            .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning)
            .AddFilter("Quartz", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            .AddFilter("ModelContextProtocol", LogLevel.Warning)
            // The framework tells in its name of every call without a token.
            .AddFilter("Amiable.Developers.ApiTokenScheme", LogLevel.Warning)
            // The keys lie in the data folder beside the database; whoever reads the one reads the other.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);

    /// <summary>A use case is a class with one public Run method, and is found by that: there is no list to forget.</summary>
    private static void AddUseCases(this IServiceCollection services)
    {
        foreach (var type in typeof(Composition).Assembly.GetTypes().Where(IsUseCase))
            services.AddScoped(type);
    }

    public static bool IsUseCase(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsPublic: true }
        && type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Any(m => m.Name == "Run");
}
