using System.Net;
using System.Text.Json;
using Amiable.Platform.Health;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Amiable.Tests.Operator;

/// <summary>What a supervisor is told of the program, and the operator of the installation.</summary>
public sealed class HealthTests(OneServer one) : IClassFixture<OneServer>
{
    private readonly TestServer _server = one.Server;

    [Fact]
    public async Task A_program_that_can_work_says_so_to_anybody_without_a_secret()
    {
        using var stranger = _server.CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync("/health/live")).StatusCode);
        var answer = await stranger.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(["database", "migrations", "data", "jobs"], Checks(text).Select(c => c.Name));
        Assert.All(Checks(text), c => Assert.True(c.Ok, c.Name));
        Assert.DoesNotContain(_server.Data, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_not_worked_with_and_the_reason_is_told()
    {
        await History("INSERT INTO \"__EFMigrationsHistory\" (\"MigrationId\", \"ProductVersion\") VALUES ('999_Future', '10')");
        try
        {
            using var stranger = _server.CreateClient();
            var answer = await stranger.GetAsync("/health/ready");

            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            var fault = Assert.Single(Checks(await answer.Content.ReadAsStringAsync()), c => !c.Ok);
            Assert.Equal(("migrations", "The database is of a newer program: install that one."), (fault.Name, fault.Reason));
            Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync("/health/live")).StatusCode);
        }
        finally
        {
            await History("DELETE FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" = '999_Future'");
        }
    }

    [Fact]
    public async Task A_job_that_stands_still_or_hangs_is_told_and_one_that_fails_is_noted_for_the_operator()
    {
        var clock = new TestClock(new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        var pulse = new Pulse(
            [new("send", TimeSpan.FromSeconds(30))],
            _server.Services.GetRequiredService<IServiceScopeFactory>(),
            clock,
            _server.Services.GetRequiredService<Amiable.Platform.Watching.Telemetry>(),
            _server.Services.GetRequiredService<IHostApplicationLifetime>(),
            NullLogger<Pulse>.Instance
        );
        Assert.Empty(pulse.Faults());
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("The job send has not run since 2026-03-02 08:00:00Z.", Assert.Single(pulse.Faults()));

        await pulse.Beat(
            "send",
            (run, _) =>
            {
                run.Failed(new TimeoutException("anne@roux.example did not answer"));
                return Task.CompletedTask;
            },
            default
        );
        Assert.Empty(pulse.Faults());
        var beat = await _server.Look(db => db.JobBeats.AsNoTracking().SingleAsync(b => b.Job == "send"));
        Assert.Equal((1, "TimeoutException", 30), (beat.Failures, beat.Failure, beat.EverySeconds));

        var hangs = new TaskCompletionSource();
        var running = pulse.Beat("send", (_, _) => hangs.Task, default);
        clock.Advance(TimeSpan.FromMinutes(31));
        Assert.StartsWith("The job send has been at it since", Assert.Single(pulse.Faults()), StringComparison.Ordinal);
        hangs.SetResult();
        await running;
        Assert.Empty(pulse.Faults());
    }

    [Fact]
    public async Task The_operator_sees_how_the_installation_stands_and_nobody_else_does()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await one.Client.GetAsync("/settings/installation")).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await TestServer.Post(one.Client, "/settings/profile", "/settings/installation/resume")).StatusCode
        );
        Assert.DoesNotContain("/settings/installation", await one.Client.GetStringAsync("/settings/profile"), StringComparison.Ordinal);

        await _server.Look(db => db.Persons.ExecuteUpdateAsync(set => set.SetProperty(p => p.IsOperator, true)));
        try
        {
            Assert.Contains("/settings/installation", await one.Client.GetStringAsync("/settings/profile"), StringComparison.Ordinal);
            var page = await one.Client.GetStringAsync("/settings/installation");
            Assert.Contains("No backup was taken yet", page, StringComparison.Ordinal);
            Assert.Contains(await _server.Look(db => Task.FromResult(db.Database.GetMigrations().Last())), page, StringComparison.Ordinal);
            Assert.Contains("Uncertain: did it leave?", page, StringComparison.Ordinal);
        }
        finally
        {
            await _server.Look(db => db.Persons.ExecuteUpdateAsync(set => set.SetProperty(p => p.IsOperator, false)));
        }
    }

    private async Task History(string sql)
    {
        await using var connection = await TestDatabase.Open(_server.Data);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Written above.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private static List<(string Name, bool Ok, string Reason)> Checks(string json) =>
        [
            .. JsonDocument
                .Parse(json)
                .RootElement.GetProperty("checks")
                .EnumerateArray()
                .Select(c => (c.GetProperty("name").GetString()!, c.GetProperty("ok").GetBoolean(), c.GetProperty("reason").GetString()!)),
        ];
}
