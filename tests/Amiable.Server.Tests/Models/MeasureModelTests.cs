using Amiable.Errands;
using Amiable.Organizations;
using Amiable.Reading;
using Amiable.Reading.Evaluation;
using Amiable.Replies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Models;

/// <summary>How well a language model reads decides what the agent may do alone.</summary>
public sealed class MeasureModelTests(ModelOffice office) : IClassFixture<ModelOffice>
{
    private const string KnowsNothing = """
        {"intents":["Other"],"promise":null,"payment":null,"dispute":null,"plan":null,"extension":null,"document":null,"newContact":null,
        "absence":null,"needsHuman":true,"instructsTheAgent":false,"confidence":0.9,"evidence":[]}
        """;

    private async Task<(OrganizationId Us, Errand Done)> Measure(ModelStub stub)
    {
        var us = await office.Organization(stub);
        await office.Server.As(
            us,
            s => s.GetRequiredService<StartErrand>().Run(ErrandKind.MeasureModel, StartErrand.Everything, TimeSpan.Zero, default)
        );
        // The server's own worker may be faster; then it is waited for.
        await office.Server.As(us, s => s.GetRequiredService<DoErrand>().Run(default));
        for (var tries = 0; ; tries++)
        {
            var errand = await office.Server.As(us, s => s.GetRequiredService<AppDb>().Errands.AsNoTracking().SingleAsync());
            if (errand.State == ErrandState.Over)
                return (us, errand);
            Assert.True(tries < 600, "It does not end.");
            await Task.Delay(50);
        }
    }

    private Task<ReaderMeasure> InForce(OrganizationId us) => office.Server.As(us, s => s.GetRequiredService<MeasureReader>().Run(default));

    private Task<Result<Done>> Trust(OrganizationId us, ReplyClass kind) =>
        office.Server.As(
            us,
            async s =>
            {
                var version = (await s.GetRequiredService<AppDb>().Organizations.AsNoTracking().SingleAsync()).Version;
                return await s.GetRequiredService<SetReplyRules>().Run(version, ReplyRules.Standard.With(kind, Autonomy.Auto), default);
            }
        );

    [Fact]
    public async Task A_model_that_understands_nothing_is_trusted_with_nothing_once_it_was_measured()
    {
        await using var stub = await ModelStub.Start(Enumerable.Repeat(ModelStub.Chat(KnowsNothing), ShippedReplies.Scored.Count));
        var without = ReaderMeasure.Of(new ReplyScores(ShippedReplies.Scored)).Classes.First(c => c.IsEnough).Class;

        var (us, errand) = await Measure(stub);

        Assert.Equal((ShippedReplies.Scored.Count, 0), (errand.Done, errand.Left.Count));
        var measure = await InForce(us);
        Assert.Equal("test-model", measure.Model);
        Assert.DoesNotContain(measure.Classes, c => c.IsEnough);
        Assert.Equal("replies.not-precise", (await Trust(us, without)).Problem?.Code);
        // Another model has to be measured itself.
        await office.Server.As(
            us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                var endpoint = await db.ModelEndpoints.SingleAsync();
                endpoint.Become(endpoint.Settings with { Model = "other-model" }, endpoint.Key);
                return await db.SaveChangesAsync();
            }
        );
        Assert.Null((await InForce(us)).Model);
        Assert.Null((await Trust(us, without)).Problem);
    }

    [Fact]
    public async Task A_model_that_gives_no_answer_is_not_measured()
    {
        await using var stub = await ModelStub.Start();

        var (us, errand) = await Measure(stub);

        Assert.Equal("model.not-measured", Assert.Single(errand.Left.Reasons).Code);
        Assert.Null((await InForce(us)).Model);
    }
}
