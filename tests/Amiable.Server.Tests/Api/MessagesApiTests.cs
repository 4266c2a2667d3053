using System.Net;
using System.Text.Json;
using Amiable.Communications;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Api;

/// <summary>Messages, tasks and what customers say about paying, as a program reads and answers them.</summary>
[Collection(ApiTests.Name)]
public sealed class MessagesApiTests(ApiServer server)
{
    private ApiClient Api => server.Api;

    [Fact]
    public async Task What_the_agent_plans_is_listed_and_can_be_changed_while_it_waits()
    {
        var (account, _) = await Owing("Planned");
        var waiting = (await Api.Get($"/accounts/{account}/communications/outgoing?deliveryStatus=AwaitingApproval")).Nodes.Single();
        var id = waiting.GetProperty("id").GetGuid();
        var subject = waiting.GetProperty("subject").GetString();

        var changed = (await Api.Put($"/communications/outgoing/{id}", new { subject = subject + " (rappel)" })).Is(HttpStatusCode.OK).Body;
        var late = await Api.Put(
            $"/communications/outgoing/{id}",
            new { subject = "Other", version = waiting.GetProperty("version").GetInt32() }
        );

        Assert.Equal(
            (subject + " (rappel)", true),
            (changed.GetProperty("subject").GetString(), changed.GetProperty("isPinned").GetBoolean())
        );
        Assert.Equal(waiting.GetProperty("text").GetString(), changed.GetProperty("text").GetString());
        late.IsProblem(HttpStatusCode.Conflict, "changed-meanwhile");
        (await Api.Put($"/communications/outgoing/{id}", new { text = "Please pay 987654.32 EUR." })).IsProblem(
            HttpStatusCode.UnprocessableEntity,
            "communication.unexplained"
        );
        Assert.Equal(
            "to",
            (await Api.Put($"/communications/outgoing/{id}", new { to = new[] { Guid.CreateVersion7() } }))
                .Is(HttpStatusCode.UnprocessableEntity)
                .Fields
        );
        Assert.Equal(
            "scheduledAt",
            (await Api.Put($"/communications/outgoing/{id}", new { scheduledAt = "2020-01-01T10:00:00Z" }))
                .Is(HttpStatusCode.UnprocessableEntity)
                .Fields
        );
        Assert.Empty((await Api.Get($"/accounts/{account}/communications/incoming")).Nodes);
        (await Api.Get($"/accounts/{Guid.CreateVersion7()}/communications")).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await Api.Get("/communications?deliveryStatus=Lost")).IsProblem(HttpStatusCode.UnprocessableEntity, "invalid-value");
    }

    [Fact]
    public async Task An_email_leaves_once_through_the_same_gate_as_from_a_page()
    {
        var (account, contact) = await Owing("Written to");
        var mail = new
        {
            subject = "A question",
            text = "Hello, who is in charge now?",
            to = new[] { contact },
        };
        var key = Guid.CreateVersion7().ToString();

        var doubtful = await Api.Post(
            $"/accounts/{account}/communications",
            new
            {
                mail.subject,
                text = "You owe 123456.78 EUR.",
                mail.to,
            }
        );
        var sent = (await Api.Post($"/accounts/{account}/communications", mail, key)).Is(HttpStatusCode.Created);
        var again = (await Api.Post($"/accounts/{account}/communications", mail, key)).Is(HttpStatusCode.Created);

        doubtful.IsProblem(HttpStatusCode.Conflict, "letter.doubtful");
        Assert.Equal("Figures", doubtful.Body.GetProperty("facts").GetProperty("doubts")[0].GetProperty("what").GetString());
        Assert.Equal((sent.Id, "Sent"), (again.Id, sent.Body.GetProperty("deliveryStatus").GetString()));
        Assert.Single(server.Server.Mailbox.Sent, m => m.Id == sent.Id);
        (await Api.Put($"/communications/outgoing/{sent.Id}", new { subject = "Too late" })).IsProblem(
            HttpStatusCode.Conflict,
            "communication.not-waiting"
        );
        Assert.Equal("to", (
                await Api.Post(
                    $"/accounts/{account}/communications",
                    new
                    {
                        mail.subject,
                        mail.text,
                        to = new[] { Guid.CreateVersion7() },
                    }
                )
            ).Is(HttpStatusCode.UnprocessableEntity).Fields);
    }

    [Fact]
    public async Task What_is_written_for_later_can_be_changed_too()
    {
        var (account, contact) = await Owing("Later");
        var later = (
            await Api.Post(
                $"/accounts/{account}/communications",
                new
                {
                    subject = "Later",
                    text = "Hello again.",
                    to = new[] { contact },
                    sendAt = "2026-03-10T09:00:00Z",
                }
            )
        ).Is(HttpStatusCode.Created);

        var changed = (await Api.Put($"/communications/outgoing/{later.Id}", new { text = "Hello once more." })).Is(HttpStatusCode.OK).Body;

        Assert.Equal(
            ("Scheduled", "Hello once more.", "2026-03-10T09:00:00.000Z"),
            (
                changed.GetProperty("deliveryStatus").GetString(),
                changed.GetProperty("text").GetString(),
                changed.GetProperty("scheduledAt").GetString()
            )
        );
    }

    [Fact]
    public async Task Text_messages_are_not_possible_without_a_provider_and_say_so()
    {
        var account = await Api.Account("By phone");

        foreach (var path in new[] { "", "/preview" })
        {
            var address = $"/accounts/{account}/outgoing-message-communications{path}";
            (await Api.Post(address, new { channel = "Sms", text = "Hello" })).IsProblem(HttpStatusCode.UnprocessableEntity, "text.to");
            (
                await Api.Post(
                    address,
                    new
                    {
                        channel = "Sms",
                        text = "Hello",
                        to = Guid.CreateVersion7(),
                    }
                )
            ).IsProblem(HttpStatusCode.UnprocessableEntity, "channel-not-available");
        }
    }

    [Fact]
    public async Task A_letter_is_seen_before_it_is_written_and_waits_for_a_person_to_post_it()
    {
        var account = await Api.Account("By post");
        var path = $"/accounts/{account}/outgoing-message-communications";
        var letter = new
        {
            channel = "Letter",
            subject = "A question",
            text = "Hello",
        };
        (await Api.Post(path, letter)).IsProblem(HttpStatusCode.UnprocessableEntity, "letter.no-address");
        (
            await Api.Put(
                $"/accounts/{account}",
                new { fullName = "By post", billingAddress = new { street = "1 High Street", city = "Leeds" } }
            )
        ).Is(HttpStatusCode.OK);

        var seen = (await Api.Post(path + "/preview", letter)).Is(HttpStatusCode.OK).Body;
        var written = (await Api.Post(path, letter)).Is(HttpStatusCode.Created).Body;

        Assert.Equal(
            ("Hello", 1, 0),
            (seen.GetProperty("text").GetString(), seen.GetProperty("pages").GetInt32(), seen.GetProperty("credits").GetInt32())
        );
        Assert.Equal(
            ("Letter", "Scheduled"),
            (written.GetProperty("channel").GetString(), written.GetProperty("deliveryStatus").GetString())
        );
        (
            await Api.Post(
                path,
                new
                {
                    channel = "Letter",
                    subject = "A question",
                    text = "Hello",
                    maxCredits = -1,
                }
            )
        ).IsProblem(HttpStatusCode.UnprocessableEntity, "letter.too-dear");
    }

    [Fact]
    public async Task A_task_tells_what_it_allows_and_takes_remarks_answers_and_an_end()
    {
        var account = await Api.Account("Asked about");
        var raised = await Raise(account, TaskKind.ExtensionRequest);
        var task = (await Api.Get($"/account-tasks/{raised}")).Is(HttpStatusCode.OK).Body;

        Assert.Equal(
            ["Refuse", "WaitUntil"],
            task.GetProperty("answers").EnumerateArray().Select(a => a.GetProperty("answer").GetString()!)
        );
        Assert.Contains("\"const\":\"WaitUntil\"", task.GetProperty("answerSchema").GetRawText().Replace(" ", ""));
        (await Api.Post($"/account-tasks/{raised}/interactions", new { answer = "WriteOff" })).IsProblem(
            HttpStatusCode.Conflict,
            "task.answer"
        );
        Assert.Equal(
            "date",
            (await Api.Post($"/account-tasks/{raised}/interactions", new { answer = "WaitUntil" }))
                .IsProblem(HttpStatusCode.UnprocessableEntity, "task.no-date")
                .Fields
        );
        var said = (await Api.Post($"/account-tasks/{raised}/interactions", new { text = "They will call." })).Is(HttpStatusCode.OK).Body;
        Assert.Equal("They will call.", said.GetProperty("remarks")[0].GetProperty("text").GetString());
        var answered = (await Api.Post($"/account-tasks/{raised}/interactions", new { answer = "Refuse" })).Is(HttpStatusCode.OK).Body;
        Assert.Equal(("Closed", 0), (answered.GetProperty("status").GetString(), answered.GetProperty("answers").GetArrayLength()));
        (await Api.Post($"/account-tasks/{raised}/cancel")).IsProblem(HttpStatusCode.Conflict, "task.ended");
        var other = await Raise(account, TaskKind.HumanRequested);
        Assert.Equal(
            "Cancelled",
            (await Api.Post($"/account-tasks/{other}/cancel")).Is(HttpStatusCode.OK).Body.GetProperty("status").GetString()
        );
        (await Api.Post($"/account-tasks/{other}/interactions", new { text = "" })).Is(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Instalments_are_agreed_to_as_the_schema_of_the_task_says()
    {
        var account = await Api.Account("In instalments");
        await Api.Invoice(account, "PP-1");
        var raised = await Raise(account, TaskKind.PaymentPlanRequest);
        var schema = (await Api.Get($"/account-tasks/{raised}")).Is(HttpStatusCode.OK).Body.GetProperty("answerSchema").GetRawText();
        Assert.Contains("\"parts\"", schema, StringComparison.Ordinal);
        var date = new
        {
            year = 2026,
            month = 4,
            day = 30,
        };

        (await Api.Post($"/account-tasks/{raised}/interactions", new { answer = "AgreePlan", date })).IsProblem(
            HttpStatusCode.UnprocessableEntity,
            "parts.number"
        );
        (
            await Api.Post(
                $"/account-tasks/{raised}/interactions",
                new
                {
                    answer = "AgreePlan",
                    date,
                    parts = 2,
                }
            )
        ).Is(HttpStatusCode.OK);

        var agreed = (await Api.Get($"/accounts/{account}/payment-declarations")).Is(HttpStatusCode.OK).Body.GetRawText();
        Assert.Contains("\"isNext\":true", agreed.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("50", agreed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tasks_are_listed_by_account_and_status_and_found_by_name()
    {
        var account = await Api.Account("Zwetschge GmbH");
        var raised = await Raise(account, TaskKind.HumanRequested);

        Assert.Equal(
            raised,
            (await Api.Get($"/account-tasks?accountId={account}&status=ActionRequired")).Nodes.Single().GetProperty("id").GetGuid()
        );
        Assert.Empty((await Api.Get($"/account-tasks?accountId={account}&status=Closed")).Nodes);
        Assert.Contains((await Api.Get("/account-tasks/search?query=zwetschge")).Nodes, t => t.GetProperty("id").GetGuid() == raised);
        (await Api.Get("/account-tasks/search")).IsProblem(HttpStatusCode.UnprocessableEntity, "no-query");
        (await Api.Get("/account-tasks?kind=Whatever")).IsProblem(HttpStatusCode.UnprocessableEntity, "invalid-value");
    }

    [Fact]
    public async Task A_promise_is_listed_and_ends_as_a_program_says()
    {
        var account = await Api.Account("Promising");
        var invoice = await Api.Invoice(account, "PROM-1", 80);
        var promise = new PaymentDeclaration(
            TestServer.New<PaymentDeclarationId>(),
            new(account),
            DeclarationKind.Promise,
            [new(new(invoice), "PROM-1")],
            new(2026, 3, 20),
            server.Server.Clock.GetUtcNow()
        );
        await server.Server.Save(server.Server.Us, promise);
        var path = $"/accounts/{account}/payment-declarations";
        var resolve = $"{path}/{promise.Id.Value}/resolve";

        var listed = (await Api.Get(path)).Nodes.Single();
        Assert.Equal(
            (80m, "Promise"),
            (listed.GetProperty("remainingAmounts")[0].GetProperty("amount").GetDecimal(), listed.GetProperty("kind").GetString())
        );
        (await Api.Post(resolve, new { resolution = "InvoicesSettled" })).IsProblem(HttpStatusCode.Conflict, "declaration.still-owed");
        (await Api.Post(resolve, new { resolution = "Superseded" })).Is(HttpStatusCode.UnprocessableEntity);
        (await Api.Post(resolve, new { resolution = "Whatever" })).IsProblem(HttpStatusCode.UnprocessableEntity, "invalid-value");
        (
            await Api.Post(
                $"/accounts/{await Api.Account("Not promising")}/payment-declarations/{promise.Id.Value}/resolve",
                new { resolution = "Rejected" }
            )
        ).IsProblem(HttpStatusCode.NotFound, "not-found");
        var resolved = (await Api.Post(resolve, new { resolution = "PaymentReceived", note = "On the bank statement" }))
            .Is(HttpStatusCode.OK)
            .Body;
        Assert.Equal(
            ("PaymentReceived", "On the bank statement"),
            (resolved.GetProperty("resolution").GetString(), resolved.GetProperty("note").GetString())
        );
        Assert.Equal("Paid", (await Api.Get($"/invoices/{invoice}")).Body.GetProperty("status").GetString());
        (await Api.Post(resolve, new { resolution = "Rejected" })).IsProblem(HttpStatusCode.Conflict, "declaration.ended");
    }

    private async Task<(Guid Account, Guid Contact)> Owing(string name)
    {
        var account = await Api.Account(name);
        var contact = (await Api.Post($"/accounts/{account}/contacts", new { fullName = "Anne", email = $"anne@{account:N}.example" })).Id;
        await Api.Invoice(account, $"OW-{name}", 500);
        return (account, contact);
    }

    private async Task<Guid> Raise(Guid account, TaskKind kind)
    {
        var task = new HumanTask(
            TestServer.New<HumanTaskId>(),
            kind,
            HumanTask.KeyOf(kind, new(account), []),
            new(account),
            new Dictionary<string, string> { ["said"] = "We need more time." },
            server.Server.Clock.GetUtcNow()
        );
        await server.Server.Save(server.Server.Us, task);
        return task.Id.Value;
    }
}
