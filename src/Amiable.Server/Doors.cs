using Amiable.Accounts;
using Amiable.Assistants;
using Amiable.Audit.Pages;
using Amiable.Balances;
using Amiable.Channels;
using Amiable.Communications;
using Amiable.Communications.Pages;
using Amiable.Contacts;
using Amiable.Credits;
using Amiable.Developers;
using Amiable.Errands;
using Amiable.Evidence;
using Amiable.FormalNotices;
using Amiable.Help;
using Amiable.Home;
using Amiable.Import;
using Amiable.Import.Prepared;
using Amiable.Inbound;
using Amiable.Inbound.Pages;
using Amiable.Insights;
using Amiable.Instructions.Pages;
using Amiable.Invoices;
using Amiable.LatePayment;
using Amiable.Members;
using Amiable.Operator.Pages;
using Amiable.Organizations;
using Amiable.Outbox.Pages;
using Amiable.Platform.Api;
using Amiable.Platform.Health;
using Amiable.Platform.Http;
using Amiable.Platform.Live;
using Amiable.Platform.OAuth;
using Amiable.Platform.SignIn;
using Amiable.Referents;
using Amiable.Replays;
using Amiable.SavedFilters;
using Amiable.Search;
using Amiable.Tasks;
using Amiable.Tasks.Pages;
using Amiable.Ui;
using Amiable.Ui.Kit;
using Amiable.Webhooks;
using Amiable.Webhooks.Pages;

namespace Amiable;

/// <summary>Every way in, in one list: pages for people, the API for programs.</summary>
internal static class Doors
{
    public static void MapDoors(this WebApplication app)
    {
        var pages = app.MapPages();
        pages.MapPreferences();
        pages.MapSignIn();
        pages.MapFounding();
        pages.MapHome();
        pages.MapLive();
        pages.MapSearch();
        pages.MapSavedFilters();
        pages.MapErrands();
        pages.MapHelp();
        pages.MapAccounts();
        pages.MapInstructions();
        pages.MapInvoices();
        pages.MapDocuments();
        pages.MapCredits();
        pages.MapInsights();
        pages.MapReplay();
        pages.MapCommunications();
        pages.MapInbox();
        pages.MapTasks();
        pages.MapTaskMails();
        pages.MapOutbox();
        pages.MapImport();
        pages.MapSettings();
        pages.MapMembers();
        pages.MapChannels();
        pages.MapLatePayment();
        pages.MapFormalNotices();
        pages.MapEvidence();
        pages.MapDevelopers();
        pages.MapWebhooks();
        pages.MapReference();
        pages.MapAudit();
        pages.MapInstallation();
        pages.MapConsent();
        if (app.Environment.IsDevelopment())
            pages.MapKit();

        app.MapHealth();
        app.MapInbound();
        app.MapTextHooks();
        app.MapStopping();

        app.MapOAuth();
        app.MapStatus();
        var api = app.MapApi();
        api.MapOrganizationsApi();
        api.MapAccountsApi();
        api.MapContactsApi();
        api.MapReferentsApi();
        api.MapInvoicesApi();
        api.MapImportApi();
        api.MapImportsApi();
        api.MapCreditNotesApi();
        api.MapBalancesApi();
        api.MapCommunicationsApi();
        api.MapFormalNoticesApi();
        api.MapEvidenceApi();
        api.MapDeclarationsApi();
        api.MapTasksApi();
        api.MapWebhooksApi();
        api.MapPreparedApi();
        app.MapMcp();
    }
}
