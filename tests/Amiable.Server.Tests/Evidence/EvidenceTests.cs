using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.FormalNotices;
using Amiable.Integrations.Chromium;
using Amiable.Invoices;
using Amiable.Tests;
using Amiable.Tests.Audit;
using Amiable.Tests.Stories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Evidence;

/// <summary>The file one gives to who recovers a debt: what is in it, that a change shows, and who may have it.</summary>
public sealed class EvidenceTests
{
    [Fact]
    public async Task It_holds_everything_in_order_and_its_chain_can_be_reckoned_by_anybody()
    {
        var (walk, account) = await Told();
        await using var _ = walk;
        var client = await walk.Server.SignedIn(walk.Server.Us);

        var files = await Download(client, account);

        string[] folders = ["1-invoices", "2-messages", "3-delivery", "4-replies", "5-promises", "6-interest"];
        var listed = Manifest(files);
        Assert.Equal(folders, listed.Select(f => f.Path.Split('/')[0]).Where(f => f.Contains('-') && !f.Contains('.')).Distinct());
        // The mails to the byte, as they are kept.
        var kept = await walk.Ask(db => db.ArchivedMimes.Select(m => m.Bytes).ToListAsync());
        var mails = files.Where(f =>
            f.Key.StartsWith("2-messages/", StringComparison.Ordinal) && f.Key.EndsWith(".eml", StringComparison.Ordinal)
        );
        Assert.Equal(kept.Select(Hash).Order(), mails.Select(m => Hash(m.Value)).Order());
        Assert.Equal(
            "%PDF-1.4 F-1"u8.ToArray(),
            files
                .Single(f =>
                    f.Key.StartsWith("1-invoices/0001", StringComparison.Ordinal) && f.Key.EndsWith(".pdf", StringComparison.Ordinal)
                )
                .Value
        );
        Assert.Contains("From: anne@roux.example", Text(files, "4-replies/0001"), StringComparison.Ordinal);
        Assert.Contains("27 Mar 2026", Text(files, "5-promises/0001"), StringComparison.Ordinal);
        Assert.Contains("1,000.00", Text(files, "6-interest"), StringComparison.Ordinal);
        Assert.Contains("days at", Text(files, "6-interest"), StringComparison.Ordinal);
        Assert.Contains(
            "taken by mx.roux.example",
            string.Concat(
                files.Where(f => f.Key.StartsWith("3-delivery", StringComparison.Ordinal)).Select(f => Encoding.UTF8.GetString(f.Value))
            ),
            StringComparison.Ordinal
        );

        Assert.Null(Fault(files));
        // Whoever holds the file can ask what its seal was.
        var seal = JsonDocument.Parse(files["manifest.json"]).RootElement.GetProperty("seal").GetString();
        var sealed_ = (await walk.Server.Entries()).Single(e => e.Action == "sealed");
        Assert.Equal((seal, "Claire Martin"), (sealed_.Field("seal").After, sealed_.ActorName));
        Assert.Contains(
            await walk.Server.Entries(),
            e => e is { Action: "exported", SubjectKind: "evidence-file" } && e.AccountId == account.Id
        );
        Assert.Contains("sealed", WebUtility.HtmlDecode(await client.GetStringAsync("/settings/audit")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_byte_that_is_changed_a_file_that_is_taken_out_and_a_line_that_is_rewritten_are_found()
    {
        var (walk, account) = await Told();
        await using var _ = walk;
        var files = await Download(await walk.Server.SignedIn(walk.Server.Us), account);

        foreach (var path in files.Keys.Where(k => !k.StartsWith("manifest", StringComparison.Ordinal)))
        {
            var changed = new Dictionary<string, byte[]>(files) { [path] = [.. files[path]] };
            changed[path][^1] ^= 1;
            Assert.Equal(path, Fault(changed));
            changed.Remove(path);
            Assert.Equal(path, Fault(changed));
        }
        // Changed together with its hash in the manifest: then the chain does not fit.
        var forged = new Dictionary<string, byte[]>(files);
        var first = Manifest(files)[0];
        forged[first.Path] = "another"u8.ToArray();
        forged["manifest.txt"] = Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(files["manifest.txt"]).Replace(first.Sha256, Hash(forged[first.Path]), StringComparison.Ordinal)
        );
        Assert.Equal("chain of " + first.Path, Fault(forged));
    }

    [Fact]
    public async Task What_the_guide_in_it_says_a_shell_finds_out_it_does()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "sha256sum is Linux's.");
        var (walk, account) = await Told();
        await using var _ = walk;
        var files = await Download(await walk.Server.SignedIn(walk.Server.Us), account);
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            foreach (var (path, bytes) in files)
            {
                var to = Path.Combine(folder.FullName, path);
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                await File.WriteAllBytesAsync(to, bytes);
            }
            var lines = Encoding
                .UTF8.GetString(files["how-to-verify.txt"])
                .Split('\n')
                .Where(l => l.StartsWith("    ", StringComparison.Ordinal))
                .Select(l => l.Trim())
                .ToList();

            Assert.Equal("OK", (await Shell(folder, lines[0])).Trim());
            var seals = (await Shell(folder, lines[1])).Trim().Split('\n');
            Assert.Equal("# seal " + seals[0], seals[1]);
            var one = Path.Combine(folder.FullName, Manifest(files)[0].Path);
            await File.AppendAllTextAsync(one, "x");
            Assert.DoesNotContain("OK", await Shell(folder, lines[0]), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_document_has_a_cover_an_index_and_every_item_or_the_manifest_says_why_there_is_none()
    {
        var (walk, account) = await Told();
        await using var _ = walk;
        var files = await Download(await walk.Server.SignedIn(walk.Server.Us), account);
        var said = JsonDocument.Parse(files["manifest.json"]).RootElement.GetProperty("document").GetString();

        if (walk.Server.Services.GetRequiredService<PrintPages>().CanPrint)
        {
            Assert.True(Printing.PdfBook.PagesOf(files["evidence.pdf"]) >= 3);
            Assert.DoesNotContain("AIGenerated", Encoding.Latin1.GetString(files["evidence.pdf"]), StringComparison.Ordinal);
        }
        else
            Assert.Contains("without evidence.pdf", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_chromium_it_comes_without_the_document_and_says_so()
    {
        await using var server = new TestServer { Settings = new() { ["Chromium"] = "/nowhere/chromium" } };
        await server.FoundOurs();
        var account = await server.Account();
        await server.Invoice(account, "F-1", "2026-01-10");

        var files = await Download(await server.SignedIn(server.Us), account);

        Assert.DoesNotContain("evidence.pdf", files.Keys);
        Assert.Contains("It comes without evidence.pdf: ", Encoding.UTF8.GetString(files["manifest.txt"]), StringComparison.Ordinal);
        Assert.Null(Fault(files));
    }

    [Fact]
    public async Task Of_chosen_invoices_it_holds_only_what_is_about_them()
    {
        var (walk, account) = await Told();
        await using var _ = walk;
        var other = await walk.Server.Invoice(account, "G-77", dueOn: "2026-06-30", amount: 777);
        var client = await walk.Server.SignedIn(walk.Server.Us);

        var files = await Download(client, account, $"?invoice={other.Id.Value}");

        Assert.Equal(
            ["1-invoices", "6-interest"],
            Manifest(files).Select(f => f.Path.Split('/')[0]).Where(f => !f.Contains('.')).Distinct()
        );
        Assert.DoesNotContain("F-1", string.Join('\n', Manifest(files).Select(f => f.Path)), StringComparison.Ordinal);
        Assert.Null(Fault(files));
        var first = await walk.Ask(db => db.Invoices.Where(i => i.Number == "F-1").Select(i => i.Id).SingleAsync());
        var about = await Download(client, account, $"?invoice={first.Value}");
        Assert.Contains(about.Keys, k => k.StartsWith("2-messages/", StringComparison.Ordinal));
        Assert.DoesNotContain(about.Keys, k => k.Contains("G-77", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_erased_contact_stays_erased()
    {
        var (walk, account) = await Told();
        await using var _ = walk;
        await walk.Pays(account, 1000m);
        var anne = await walk.Ask(db => db.Contacts.SingleAsync());
        await walk.Server.Do<EraseContact, Done>(u => u.Run(account.Id, anne.Id, default));

        var files = await Download(await walk.Server.SignedIn(walk.Server.Us), account);

        Assert.All(files, f => Assert.DoesNotContain("Anne", Encoding.UTF8.GetString(f.Value), StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(files.Keys, k => k.EndsWith(".eml", StringComparison.Ordinal));
        Assert.Contains("Erased on", Text(files, "2-messages/0001"), StringComparison.Ordinal);
        Assert.Null(Fault(files));
    }

    [Fact]
    public async Task Nobody_else_has_it()
    {
        var (walk, account) = await Told();
        await using var _ = walk;
        var mine = await walk.Server.Account("Elsewhere", of: walk.Server.SomebodyElse);
        var theirs = await walk.Ask(db => db.Invoices.Select(i => i.Id).FirstAsync());
        var stranger = await walk.Server.SignedIn(walk.Server.SomebodyElse);

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/accounts/{account.Id.Value}/evidence")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/accounts/{account.Id.Value}/evidence/file")).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await stranger.GetAsync($"/accounts/{mine.Id.Value}/evidence/file?invoice={theirs.Value}")).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.Redirect,
            (
                await walk.Server.CreateClient(new() { AllowAutoRedirect = false }).GetAsync($"/accounts/{account.Id.Value}/evidence/file")
            ).StatusCode
        );
    }

    [Fact]
    public async Task It_is_found_on_the_account_and_in_the_recommendation()
    {
        var (walk, account, task) = await Silence.Recommended();
        await using var _ = walk;
        var client = await walk.Server.SignedIn(walk.Server.Us);
        var page = $"/accounts/{account.Id.Value}/evidence";

        Assert.Contains(page, await client.GetStringAsync($"/accounts/{account.Id.Value}"), StringComparison.Ordinal);
        Assert.Contains(page, await client.GetStringAsync($"/tasks/{task.Id.Value}"), StringComparison.Ordinal);
        Assert.Contains(page + "/file", await client.GetStringAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_thousand_invoices_and_messages_pass_through_and_are_not_gathered()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        var now = server.Clock.GetUtcNow();
        // Pages are another matter: Chromium makes them.
        foreach (var some in Enumerable.Range(1, 2000).Chunk(500))
            await server.Save(server.Us, [.. some.SelectMany(n => Sent(account, n, now))]);
        var scope = EvidenceScope.All(account.Id);

        var (most, items) = (0L, 0);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await server.As(
            server.Us,
            async s =>
            {
                var words = new Pages.EvidenceWords(s.GetRequiredService<Amiable.Ui.Viewer>());
                await using var zip = await ZipArchive.CreateAsync(
                    Stream.Null,
                    ZipArchiveMode.Create,
                    leaveOpen: false,
                    entryNameEncoding: null
                );
                var folder = new EvidenceFolder(zip, now);
                await foreach (var item in s.GetRequiredService<CollectEvidence>().Run(scope, words, default))
                {
                    await folder.Add(item, Pages.EvidenceWords.Sheet(item), default);
                    if (++items % 500 == 0)
                        most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
                }
                return items;
            }
        );

        Console.WriteLine($"Evidence file: {items} items, at most {most / 1024} kB held.");
        Assert.Equal(2000 + 2000 + 2000 + 1, items);
        // The mails alone are 100 MB.
        Assert.True(most < 20 * 1024 * 1024, $"{most / 1024} kB");
    }

    private static IEnumerable<object> Sent(Account account, int n, DateTimeOffset now)
    {
        var due = new DateOnly(2026, 1, 10);
        yield return new Invoice(TestServer.New<InvoiceId>(), account.Id, $"F-{n:0000}", due.AddDays(-30), due, new(100_00, "EUR"), now);
        var message = new Communication(
            TestServer.New<CommunicationId>(),
            account.Id,
            Origin.Agent,
            $"step {n}",
            CommunicationStatus.Scheduled,
            now
        );
        message.Write(
            new(new(2026, 3, 2), Amiable.FollowUp.Stage.Overdue, Amiable.FollowUp.Tone.Firm, Amiable.FollowUp.Channel.Email, [], [], []),
            new(),
            "en",
            [],
            new($"Invoice F-{n:0000}", "Please pay.", "<p>Please pay.</p>")
        );
        message.Claim("a test");
        message.WasSent(now.AddSeconds(n));
        yield return message;
        yield return new ArchivedMime(message.Id, new byte[50_000]);
    }

    /// <summary>An account that was written to, answered, promised, and was heard of by a mail server.</summary>
    private static async Task<(Walk Walk, Account Account)> Told()
    {
        var (walk, account, _) = await Silence.Recommended();
        var invoice = await walk.Ask(db => db.Invoices.SingleAsync());
        await walk.Server.Save(
            walk.Server.Us,
            new InvoiceDocument(
                TestServer.New<InvoiceDocumentId>(),
                invoice.Id,
                "F-1.pdf",
                "application/pdf",
                "%PDF-1.4 F-1"u8.ToArray(),
                "key",
                walk.Now
            )
        );
        var (mail, reply) = Replied(account, walk.Now, (await walk.Communications(account)).First(c => c.SentAt is not null).Thread);
        await walk.Server.Save(walk.Server.Us, reply, mail);
        await walk.Promises(invoice, "2026-03-27");
        await walk.Store(async db =>
        {
            var message = await db
                .Communications.Where(c => c.Origin == Origin.Agent && c.SentAt != null)
                .OrderBy(c => c.SentAt)
                .FirstAsync();
            message.Hear(new(walk.Now, "anne@roux.example", DeliveryKind.Delivered, "2.0.0", "Taken", "taken by mx.roux.example"));
        });
        return (walk, account);
    }

    private static (Inbound.InboundMail, Communication) Replied(Account account, DateTimeOffset now, CommunicationId thread)
    {
        var bytes = "From: anne@roux.example\r\nSubject: Re: F-1\r\n\r\nWe will pay.\r\n"u8.ToArray();
        var reply = Communication.Received(
            TestServer.New<CommunicationId>(),
            account.Id,
            new ReceivedMail
            {
                From = new(null, "Anne Roux", "anne@roux.example"),
                Subject = "Re: F-1",
                Text = "We will pay. Anne Roux",
                Fingerprint = "reply-1",
                Language = "en",
                Thread = thread,
                At = now,
                Day = DateOnly.FromDateTime(now.UtcDateTime),
            }
        );
        var mail = new Inbound.InboundMail(TestServer.New<InboundMailId>(), bytes, "reply-1", now);
        mail.BecomeCommunication(reply.Id, null);
        return (mail, reply);
    }

    private static async Task<Dictionary<string, byte[]>> Download(HttpClient client, Account account, string query = "")
    {
        using var answer = await client.GetAsync($"/accounts/{account.Id.Value}/evidence/file{query}");
        Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        var files = new Dictionary<string, byte[]>();
        foreach (var entry in zip.Entries)
        {
            using var bytes = new MemoryStream();
            await using (var from = entry.Open())
                await from.CopyToAsync(bytes);
            files.Add(entry.FullName, bytes.ToArray());
        }
        return files;
    }

    private static string Text(Dictionary<string, byte[]> files, string start) =>
        Encoding.UTF8.GetString(files.First(f => f.Key.StartsWith(start, StringComparison.Ordinal)).Value);

    // From here on nothing of the writer is used: it is what somebody else would write from how-to-verify.txt.

    private static List<(string Path, string Sha256)> Manifest(Dictionary<string, byte[]> files) =>
        [
            .. Encoding
                .UTF8.GetString(files["manifest.txt"])
                .Split('\n')
                .Where(l => l.Length > 0 && l[0] != '#')
                .Select(l => (l[66..], l[..64])),
        ];

    /// <summary>The first thing that is not as the manifest says; null when all is.</summary>
    private static string? Fault(Dictionary<string, byte[]> files)
    {
        var lines = Encoding.UTF8.GetString(files["manifest.txt"]).TrimEnd('\n').Split('\n');
        var link = "";
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i][0] == '#')
                continue;
            var path = lines[i][66..];
            if (!files.TryGetValue(path, out var bytes) || Hash(bytes) != lines[i][..64])
                return path;
            link = Hash(Encoding.UTF8.GetBytes(link + lines[i] + "\n"));
            if (lines[i + 1] != "# chain " + link)
                return "chain of " + path;
        }
        var extra = files.Keys.Except(Manifest(files).Select(f => f.Path)).Except(["manifest.txt", "manifest.json"]).FirstOrDefault();
        return extra ?? (lines[^1] == "# seal " + link && Json(files) == link ? null : "seal");
    }

    private static string? Json(Dictionary<string, byte[]> files) =>
        JsonDocument
            .Parse(files["manifest.json"])
            .RootElement.GetProperty("files")
            .EnumerateArray()
            .Last()
            .GetProperty("chain")
            .GetString();

    private static string Hash(byte[] bytes) => Convert.ToHexString(SHA256.HashData(bytes)).ToLowerInvariant();

    private static async Task<string> Shell(DirectoryInfo folder, string line)
    {
        using var shell = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", line])
            {
                WorkingDirectory = folder.FullName,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var said = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return said;
    }
}
