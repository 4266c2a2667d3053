using Amiable.FollowUp;
using Amiable.Replies;
using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Organizations.Pages;

/// <summary>Settings → Agent: each part of it is a form of its own.</summary>
internal static class AgentRoutes
{
    public const string Path = "/settings/agent";
    public const string Name = Path + "/name";
    public const string Trust = Path + "/trust";
    public const string Rhythm = Path + "/rhythm";
    public const string Sending = Path + "/sending";
    public const string Quiet = Path + "/quiet";
    public const string Replies = Path + "/replies";
    public const string Effect = Path + "/effect";
    public const string Calls = Path + "/calls";

    /// <summary>The question asked before the agent sends by itself.</summary>
    public const string AskAutomatic = "automatic";

    public static void MapAgent(this RouteGroupBuilder settings)
    {
        settings.MapGet(Path, (ShowAgent show, CancellationToken ct) => Page(show, new(), ct));
        // A form that came back is shown at its own address: a reload there is the page again.
        settings.MapGet(Path + "/{part}", () => Results.LocalRedirect(Path));
        settings.MapGet(Path + "/{part}/{deed}", () => Results.LocalRedirect(Path));
        settings.MapPost(Name, SaveName);
        settings.MapPost(Trust, SaveTrust);
        settings.MapPost(Rhythm, SaveRhythm);
        settings.MapPost(Rhythm + "/look", LookAtRhythm);
        settings.MapPost(Sending, SaveSending);
        settings.MapPost(Quiet, AddQuiet);
        settings.MapPost(Effect, SaveEffect);
        settings.MapPost(Calls, SaveCalls);
        settings.MapPost(Replies, SaveReplies);
        settings.MapPost(Replies + "/standard", AnswerRepliesAsStandard);
        settings.MapPost(
            Rhythm + "/standard",
            async (HttpContext http, Viewer viewer, SetRhythm set, CancellationToken ct) =>
                Answer(
                    http,
                    viewer,
                    await set.Run(await Version(http, ct), FollowUpPolicy.Standard, CancellationToken.None),
                    "agent.standard-again"
                )
        );
        settings.MapPost(
            Sending + "/standard",
            async (HttpContext http, Viewer viewer, LimitSending limit, CancellationToken ct) =>
                Answer(
                    http,
                    viewer,
                    await limit.Run(await Version(http, ct), FollowUpPolicy.Standard, CancellationToken.None),
                    "agent.standard-again"
                )
        );
        settings.MapPost(Quiet + "/end", EndQuietDays);
    }

    private static async Task<IResult> SaveName(HttpContext http, Viewer viewer, NameAgent name, ShowAgent show, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var result = await name.Run(await Version(http, ct), form["agentName"].ToString(), form["signature"], CancellationToken.None);
        return result.Problem is { } problem
            ? await Page(show, new() { OfName = problem }, ct)
            : Answer(http, viewer, result, "agent.name-saved");
    }

    private static async Task<IResult> SaveTrust(HttpContext http, Viewer viewer, TrustAgent trust, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (!Enum.TryParse<Autonomy>(form["autonomy"], out var autonomy) || !Enum.IsDefined(autonomy))
            return Results.BadRequest();
        if (autonomy == Autonomy.Auto && form["sure"] != "true")
            return Results.LocalRedirect($"{Path}?ask={AskAutomatic}");
        var result = await trust.Run(await Version(http, ct), autonomy, CancellationToken.None);
        return Answer(http, viewer, result, $"agent.trusted.{Typed.Choice(autonomy)}");
    }

    private static async Task<IResult> SaveRhythm(HttpContext http, Viewer viewer, SetRhythm set, ShowAgent show, CancellationToken ct)
    {
        var form = RhythmForm.Of(await http.Request.ReadFormAsync(ct));
        var read = form.Read();
        var problem = read.Problem ?? (await set.Run(await Version(http, ct), read.Value!, CancellationToken.None)).Problem;
        return problem is null
            ? Answer(http, viewer, new Done(), "agent.rhythm-saved")
            : await Page(show, new() { Rhythm = form, OfRhythm = problem }, ct, read.Value);
    }

    /// <summary>Nothing is saved: what is typed is rehearsed. Scripts ask for the picture alone, the button for the page.</summary>
    private static async Task<IResult> LookAtRhythm(HttpContext http, ShowAgent show, CancellationToken ct)
    {
        var form = RhythmForm.Of(await http.Request.ReadFormAsync(ct));
        var read = form.Read();
        var problem = read.Problem ?? read.Value!.Fault;
        if (http.Request.Headers["HX-Target"] != RehearsalId)
            return await Page(show, new() { Rhythm = form, OfRhythm = problem }, ct, problem is null ? read.Value : null);
        var view = problem is null ? await show.Run(read.Value, ct) : null;
        return new RazorComponentResult<RehearsalPicture>(new { Policy = view?.Rehearsed, view?.Rehearsal });
    }

    /// <summary>The element that shows it.</summary>
    public const string RehearsalId = "rehearsal";

    private static async Task<IResult> SaveSending(
        HttpContext http,
        Viewer viewer,
        LimitSending limit,
        ShowAgent show,
        CancellationToken ct
    )
    {
        var form = SendingForm.Of(await http.Request.ReadFormAsync(ct));
        var read = form.Read();
        var problem = read.Problem ?? (await limit.Run(await Version(http, ct), read.Value!, CancellationToken.None)).Problem;
        return problem is null
            ? Answer(http, viewer, new Done(), "agent.sending-saved")
            : await Page(show, new() { Sending = form, OfSending = problem }, ct);
    }

    private static async Task<IResult> AnswerRepliesAsStandard(HttpContext http, Viewer viewer, SetReplyRules set, CancellationToken ct) =>
        Answer(http, viewer, await set.Run(await Version(http, ct), ReplyRules.Standard, CancellationToken.None), "agent.standard-again");

    private static async Task<IResult> SaveReplies(HttpContext http, Viewer viewer, SetReplyRules set, ShowAgent show, CancellationToken ct)
    {
        var form = RepliesForm.Of(await http.Request.ReadFormAsync(ct));
        var read = form.Read();
        var problem = read.Problem ?? (await set.Run(await Version(http, ct), read.Value!, CancellationToken.None)).Problem;
        return problem is null
            ? Answer(http, viewer, new Done(), "agent.replies-saved")
            : await Page(show, new() { Replies = form, OfReplies = problem }, ct);
    }

    private static async Task<IResult> AddQuiet(HttpContext http, Viewer viewer, KeepQuiet keep, ShowAgent show, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var result = await keep.Run(await Version(http, ct), Typed.Day(form["from"]), Typed.Day(form["to"]), CancellationToken.None);
        return result.Problem is { } problem
            ? await Page(show, new() { OfQuiet = problem }, ct)
            : Answer(http, viewer, result, "agent.quiet-added");
    }

    private static async Task<IResult> SaveEffect(
        HttpContext http,
        Viewer viewer,
        MeasureEffect measure,
        ShowAgent show,
        CancellationToken ct
    )
    {
        var form = await http.Request.ReadFormAsync(ct);
        Invalid? wrong = null;
        var percent = TypedNumber.Read(form[nameof(HoldOut.Percent)].ToString(), nameof(HoldOut.Percent), ref wrong);
        var days = TypedNumber.Read(form[nameof(HoldOut.BusinessDays)].ToString(), nameof(HoldOut.BusinessDays), ref wrong);
        var problem = wrong ?? (await measure.Run(await Version(http, ct), percent, days, CancellationToken.None)).Problem;
        return problem is null
            ? Answer(http, viewer, new Done(), percent == 0 ? "agent.effect-off" : "agent.effect-saved")
            : await Page(show, new() { OfEffect = problem }, ct);
    }

    private static async Task<IResult> SaveCalls(
        HttpContext http,
        Viewer viewer,
        ProposeCalls propose,
        ShowAgent show,
        CancellationToken ct
    )
    {
        var form = await http.Request.ReadFormAsync(ct);
        Invalid? wrong = null;
        var rule = new CallRule(
            form[nameof(CallRule.IsOn)] == "true",
            TypedNumber.Read(form[nameof(CallRule.AtLeast)].ToString(), nameof(CallRule.AtLeast), ref wrong),
            TypedNumber.Read(form[nameof(CallRule.AfterMessages)].ToString(), nameof(CallRule.AfterMessages), ref wrong)
        );
        var problem = wrong ?? (await propose.Run(await Version(http, ct), rule, CancellationToken.None)).Problem;
        return problem is null
            ? Answer(http, viewer, new Done(), rule.IsOn ? "agent.calls-saved" : "agent.calls-off")
            : await Page(show, new() { OfCalls = problem }, ct);
    }

    private static async Task<IResult> EndQuietDays(HttpContext http, Viewer viewer, EndQuiet end, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (Typed.Day(form["from"]) is not { } from || Typed.Day(form["to"]) is not { } to)
            return Results.BadRequest();
        return Answer(http, viewer, await end.Run(await Version(http, ct), from, to, CancellationToken.None), "agent.quiet-removed");
    }

    // What waits is planned again to its end, even if the browser does not wait for it: hence no token where something is changed.
    private static IResult Answer(HttpContext http, Viewer viewer, Result<Done> result, string said) =>
        AnswerToPost.With(http, viewer, result, said, Path, null, null);

    private static async Task<int> Version(HttpContext http, CancellationToken ct) =>
        int.TryParse((await http.Request.ReadFormAsync(ct))["version"], out var version) ? version : 0;

    private static async Task<IResult> Page(ShowAgent show, AgentForms forms, CancellationToken ct, FollowUpPolicy? rehearsed = null) =>
        new RazorComponentResult<AgentPage>(new { View = await show.Run(rehearsed, ct), Forms = forms })
        {
            StatusCode = AnswerToPost.StatusOf(forms.Problem),
        };
}

/// <summary>What came back, and why: of the forms of the page one at most.</summary>
public sealed record AgentForms
{
    public Problem? OfName { get; init; }
    public Problem? OfRhythm { get; init; }
    public Problem? OfSending { get; init; }
    public Problem? OfQuiet { get; init; }
    public Problem? OfReplies { get; init; }
    public Problem? OfEffect { get; init; }
    public Problem? OfCalls { get; init; }
    public Problem? Problem => OfName ?? OfRhythm ?? OfSending ?? OfQuiet ?? OfReplies ?? OfEffect ?? OfCalls;

    /// <summary>As typed.</summary>
    internal RhythmForm? Rhythm { get; init; }
    internal SendingForm? Sending { get; init; }
    internal RepliesForm? Replies { get; init; }
}
