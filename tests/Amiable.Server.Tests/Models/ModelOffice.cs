using Amiable.Integrations.Models;
using Amiable.Mail.Replies;
using Amiable.Organizations;
using Amiable.Platform.Secrets;
using Amiable.Reading;
using Amiable.Reading.Replies;
using Amiable.Reading.Understanding.Invoices;
using Amiable.Replies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Models;

/// <summary>One server for a class; each test founds an organization of its own with a language model of its own.</summary>
public sealed class ModelOffice : IAsyncLifetime
{
    public static readonly string Key = SuiteLog.Remember("sk-badger-in-the-hedge-42");

    private int organizations;

    internal TestServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await TestServer.Start(Autonomy.Approve);

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    internal async Task<OrganizationId> Organization(
        ModelStub stub,
        Func<ModelSettings, ModelSettings>? change = null,
        Autonomy autonomy = Autonomy.Approve
    )
    {
        var id = await Server.Found($"Duvernay {Interlocked.Increment(ref organizations)}", autonomy);
        var settings = new ModelSettings
        {
            Kind = ModelKind.OpenAiCompatible,
            Address = stub.Address + "/v1",
            Model = "test-model",
            InputPrice = 2,
            OutputPrice = 8,
            Currency = "EUR",
            Reads = true,
            Writes = true,
        };
        await Server.As(
            id,
            s =>
            {
                var hidden = s.GetRequiredService<SecretBox>().Hide(AskModel.KeyPurpose, Key);
                s.GetRequiredService<AppDb>()
                    .Add(new ModelEndpoint(TestServer.New<ModelEndpointId>(), change?.Invoke(settings) ?? settings, hidden));
                return s.GetRequiredService<AppDb>().SaveChangesAsync();
            }
        );
        return id;
    }

    /// <summary>By outcome: the clock of tests stands still, so they have no order in time.</summary>
    internal async Task<List<ModelCall>> Calls(OrganizationId organization) =>
        [
            .. (await Server.As(organization, s => s.GetRequiredService<AppDb>().ModelCalls.AsNoTracking().ToListAsync())).OrderBy(c =>
                c.Outcome
            ),
        ];

    internal Task<ReplyReading> Read(OrganizationId organization, ReplyToRead reply) =>
        Server.As(organization, s => s.GetRequiredService<ReadReply>().Run(reply, default));

    /// <summary>Somebody who owes two invoices answers this on a Monday.</summary>
    internal static ReplyToRead Reply(string text) =>
        new(
            "Anne Roux",
            "anne@roux.example",
            "Re: F-2026-0288",
            ReplyTrimming.TrimText(text),
            new(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(1)),
            [
                new OpenInvoice("F-2026-0288", 1540.00m, new(2026, 2, 10), new(2026, 1, 10)),
                new OpenInvoice("F-2026-0302", 250.00m, new(2026, 2, 20), new(2026, 1, 20)),
            ]
        );

    /// <summary>A promise for both, in the shape asked for.</summary>
    internal static string Promise(string date = "2026-03-06", string invoice = "F-2026-0288", double confidence = 0.9) =>
        $$"""
            {"intents":["PromiseToPay"],"promise":{"date":"{{date}}","amount":null,"invoices":["{{invoice}}"]},"payment":null,"dispute":null,"plan":null,"extension":null,
            "document":null,"newContact":null,"absence":null,"needsHuman":false,"instructsTheAgent":false,"confidence":{{confidence.ToString(
            System.Globalization.CultureInfo.InvariantCulture
        )}},
            "evidence":[{"intent":"PromiseToPay","quote":"We will pay invoice F-2026-0288 on Friday"}]}
            """;
}
