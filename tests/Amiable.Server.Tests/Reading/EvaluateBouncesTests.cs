using Amiable.Reading;

namespace Amiable.Tests.Reading;

public sealed class EvaluateBouncesTests
{
    private const string Hard = """
        From: MAILER-DAEMON@mx.example (Mail Delivery System)
        Subject: Undelivered Mail Returned to Sender
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b
        Content-Type: text/plain

        I'm sorry to have to inform you that your message could not be delivered.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example

        Final-Recipient: rfc822; gone@roux.example
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 <gone@roux.example>: User unknown
        --b--
        """;

    private const string Person = """
        From: Anne Roux <anne@roux.example>
        Subject: Re: Invoice F-1

        We pay on Friday.
        """;

    [Fact]
    public void Each_mail_is_read_and_set_beside_its_label()
    {
        var folder = Directory.CreateTempSubdirectory("amiable-test");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "hard.eml"), Hard);
            File.WriteAllText(Path.Combine(folder.FullName, "person.eml"), Person);
            File.WriteAllLines(
                Path.Combine(folder.FullName, "labels.jsonl"),
                [
                    """{"file":"hard.eml","results":[{"recipient":"gone@roux.example","status":"5.1.1","reason":"userunknown","hard":true}]}""",
                    """{"file":"person.eml","results":[]}""",
                ]
            );

            var read = new EvaluateBounces().Run(folder.FullName).ToList();

            Assert.Equal([("hard.eml", Bounce.Hard), ("person.eml", Bounce.None)], read.Select(r => (r.File, r.Kind)));
            Assert.All(read, r => Assert.Equal(r.Label!.Kind, r.Kind));
            Assert.Equal(new BounceResult("gone@roux.example", "5.1.1", "userunknown", true), Assert.Single(read[0].Results));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
