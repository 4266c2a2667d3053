using Amiable.Channels.Pages;
using Amiable.Mail.Connections;
using Amiable.Platform.Http;
using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Amiable.Channels;

/// <summary>Settings → Channels: the mail servers.</summary>
public static class ChannelsRoutes
{
    public const string Path = "/settings/channels";
    private static readonly string[] Forms = ["address", "sending", "receiving", "webhook", "sending/try", "receiving/try", "certificate"];

    public static void MapChannels(this RouteGroupBuilder pages)
    {
        var channels = pages.MapGroup(Path).RequireAuthorization();
        channels.MapGet("", (ChannelsPages show, CancellationToken ct) => show.Page(ct));
        // A problem and what a trial found are shown at the address that was posted to; asked for again, there is nothing to show.
        foreach (var form in Forms)
            channels.MapGet($"/{form}", () => Results.LocalRedirect(Path));
        channels.MapPost("/address", SaveAddress);
        channels.MapPost("/sending", SaveAndTrySending);
        channels.MapPost("/sending/stop", Stop);
        channels.MapPost("/sending/try", (TrySending attempt, ChannelsPages show, HttpContext http) => Send(attempt, show, http));
        channels.MapPost("/receiving", SaveAndTryReceiving);
        channels.MapPost(
            "/receiving/try",
            (TryReceiving attempt, ChannelsPages show, HttpContext http) => Receive(attempt, show, http, null)
        );
        channels.MapPost("/webhook", Renew);
        channels.MapPost("/certificate", Trust);
        PostingRoutes.Map(channels);
        channels.MapTexts();
    }

    private static async Task<IResult> SaveAddress(HttpContext http, SaveAgentAddress save, ChannelsPages show, Viewer viewer)
    {
        var form = http.Request.Form;
        var saved = await save.Run(Version(form), form["address"].ToString(), http.RequestAborted);
        return saved.Problem is { } problem
            ? await show.Page(http.RequestAborted, problem, "address")
            : Saved(http, viewer, "channels.address-saved");
    }

    private static async Task<IResult> SaveAndTrySending(
        HttpContext http,
        SaveSending save,
        TrySending attempt,
        ChannelsPages show,
        Viewer viewer
    )
    {
        var form = http.Request.Form;
        if ((await save.Run(Version(form), Server(form), http.RequestAborted)).Problem is { } problem)
            return await show.Page(http.RequestAborted, problem, "sending");
        return form["then"] == "try" ? await Send(attempt, show, http) : Saved(http, viewer, "channels.sending-saved");
    }

    private static async Task<IResult> Stop(HttpContext http, StopSending stop, Viewer viewer) =>
        AnswerToPost.With(
            http,
            viewer,
            await stop.Run(Version(http.Request.Form), http.RequestAborted),
            "channels.stopped",
            Path,
            null,
            null
        );

    private static async Task<IResult> SaveAndTryReceiving(
        HttpContext http,
        SaveReceiving save,
        TryReceiving attempt,
        ChannelsPages show,
        Viewer viewer
    )
    {
        var form = http.Request.Form;
        var entry = new ReceivingEntry(
            One(form, "way", InboundWay.None),
            Server(form),
            form["folder"].ToString(),
            form["moveTo"].ToString(),
            form["plus"] == "true",
            form["trustedReceiver"].ToString()
        );
        var saved = await save.Run(Version(form), entry, http.RequestAborted);
        if (saved.Problem is { } problem)
            return await show.Page(http.RequestAborted, problem, "receiving");
        if (form["then"] == "try" && entry.Way == InboundWay.Imap)
            return await Receive(attempt, show, http, saved.Value);
        return saved.Value is { } secret
            ? await show.Page(http.RequestAborted, secret: secret)
            : Saved(http, viewer, "channels.receiving-saved");
    }

    private static async Task<IResult> Send(TrySending attempt, ChannelsPages show, HttpContext http)
    {
        var to = Guid.TryParse(http.Request.Form["to"], out var id) ? new MemberId(id) : default;
        var tried = await attempt.Run(to, show.TestSubject, show.TestText, http.RequestAborted);
        return await show.Page(http.RequestAborted, tried.Problem, "sending", tried.Value);
    }

    private static async Task<IResult> Receive(TryReceiving attempt, ChannelsPages show, HttpContext http, string? secret)
    {
        var tried = await attempt.Run(http.RequestAborted);
        return await show.Page(http.RequestAborted, tried.Problem, "receiving", tried.Value, secret);
    }

    private static async Task<IResult> Renew(HttpContext http, RenewWebhookSecret renew, ChannelsPages show)
    {
        var made = await renew.Run(Version(http.Request.Form), http.RequestAborted);
        return await show.Page(http.RequestAborted, made.Problem, "receiving", secret: made.Value);
    }

    private static async Task<IResult> Trust(HttpContext http, TrustCertificate trust, Viewer viewer)
    {
        var form = http.Request.Form;
        var fingerprint = form["fingerprint"].ToString();
        return AnswerToPost.With(
            http,
            viewer,
            await trust.Run(Version(form), form["server"] == "sending", fingerprint, http.RequestAborted),
            fingerprint.Length > 0 ? "channels.trusted" : "channels.not-trusted",
            Path,
            null,
            null
        );
    }

    private static IResult Saved(HttpContext http, Viewer viewer, string said)
    {
        Toasts.Leave(http, viewer.T[said]);
        return Results.LocalRedirect(Path);
    }

    private static int Version(IFormCollection form) => int.TryParse(form["version"], out var version) ? version : 0;

    private static TEnum One<TEnum>(IFormCollection form, string field, TEnum otherwise)
        where TEnum : struct, Enum =>
        Enum.TryParse<TEnum>(form[field].ToString(), out var value) && Enum.IsDefined(value) ? value : otherwise;

    private static ServerEntry Server(IFormCollection form) =>
        new(
            form["host"].ToString(),
            form["port"].ToString(),
            One(form, "encryption", Encryption.Implicit),
            form["user"].ToString(),
            form["password"].ToString()
        );
}
