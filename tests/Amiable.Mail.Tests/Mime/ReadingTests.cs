using System.Text;
using Amiable.Mail.Mime;

namespace Amiable.Mail.Tests.Mime;

public class ReadingTests
{
    public static MimeMessage Parse(string text) => MimeMessage.Parse(Encoding.Latin1.GetBytes(text));

    [Theory]
    [InlineData("=?utf-8?Q?Caf=C3=A9?= =?utf-8?Q?_noir?=", "Café noir")]
    [InlineData("=?utf-8?B?Q2Fmww==?= =?utf-8?B?qQ==?=", "Café")]
    [InlineData("=?iso-8859-1?q?Fa=E7ade?= rest", "Façade rest")]
    [InlineData("=?UTF-8*fr?Q?=C3=A9t=C3=A9?=", "été")]
    [InlineData("=?x-nobody?Q?=C3=A9?=", "é")]
    [InlineData("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本")]
    [InlineData("=?koi8-r?B?8NLJ18XU?=", "Привет")]
    [InlineData("=?gb2312?B?xOO6ww==?=", "你好")]
    [InlineData("=?windows-1251?Q?=CF=F0=E8=E2=E5=F2?=", "Привет")]
    [InlineData("a =?utf-8?Q?broken", "a =?utf-8?Q?broken")]
    [InlineData("=?utf-8?Q?with space=21?=", "with space!")]
    [InlineData("=?utf-8?Q?line=0D=0ABcc: x?=", "line  Bcc: x")]
    public void Encoded_words_are_read_broken_ones_too(string raw, string read) => Assert.Equal(read, EncodedWords.Decode(raw));

    [Fact]
    public void Headers_fold_break_and_go_on()
    {
        var message = Parse(
            "From MAILER-DAEMON Fri Jul  8 12:08:34 2011\nSubject: one\r\n two\r\n\tthree\nthis line is no header\nX-Empty:\nTo : a@example.com\n\nbody: text\n"
        );

        Assert.Equal("one two three", message.Subject);
        Assert.Equal("", message.Headers["X-Empty"]);
        Assert.Equal("a@example.com", message.To.Single().Address);
        Assert.Equal("body: text\n", message.PlainText!.Text());
    }

    [Fact]
    public void A_body_without_a_blank_line_before_it_is_still_a_body() =>
        Assert.Equal("Hello there\nfriend", Parse("Subject: x\nHello there\nfriend").PlainText!.Text());

    [Fact]
    public void Eight_bit_headers_are_utf8_or_else_windows_1252()
    {
        Assert.Equal("Café", MimeMessage.Parse(Encoding.UTF8.GetBytes("Subject: Café\n\n")).Subject);
        Assert.Equal("Café €", Parse("Subject: Caf\u00e9 \u0080\n\n").Subject);
    }

    [Fact]
    public void Carriage_returns_alone_end_lines_too()
    {
        var message = Parse("Subject: old\rTo: a@b.c\r\rHello\rMac");

        Assert.Equal("old", message.Subject);
        Assert.Equal("Hello\nMac", message.PlainText!.Text());
    }

    [Theory]
    [InlineData("attachment; filename=\"plain.pdf\"", "plain.pdf")]
    [InlineData("attachment; filename*=utf-8''Rechnung%20M%C3%A4rz.pdf; filename=\"x.pdf\"", "Rechnung März.pdf")]
    [InlineData("attachment; filename*0=\"long \"; filename*1=\"name.pdf\"", "long name.pdf")]
    [InlineData("attachment; filename*1*=%A9%2Epdf; filename*0*=utf-8'fr'caf%C3", "café.pdf")]
    [InlineData("attachment; filename=\"=?utf-8?Q?caf=C3=A9.pdf?=\"", "café.pdf")]
    [InlineData("attachment; filename=C:\\docs\\bill 12.pdf", "bill 12.pdf")]
    [InlineData("attachment; filename=\"never closed.pdf", "never closed.pdf")]
    [InlineData("attachment;;; ; filename=a.pdf", "a.pdf")]
    public void File_names_are_found_however_they_are_written(string disposition, string name) =>
        Assert.Equal(name, Parse($"Content-Type: application/pdf\nContent-Disposition: {disposition}\n\nx").Root.FileName);

    [Fact]
    public void Base64_with_junk_in_it_is_read()
    {
        Assert.Equal("hello world", Encoding.ASCII.GetString(TransferEncodings.Base64("aGVs!bG8\r\n gd2*9ybGQ"u8)));
        Assert.Equal("oneTwo", Encoding.ASCII.GetString(TransferEncodings.Base64("b25l\nVHdv=="u8)));
        Assert.Equal("a b", Encoding.ASCII.GetString(TransferEncodings.Base64("YQ==IGI="u8)));
    }

    [Fact]
    public void Quoted_printable_with_errors_is_read() =>
        Assert.Equal("a=ZZ é\nsoft end=", Encoding.UTF8.GetString(TransferEncodings.QuotedPrintable("a=ZZ =c3=A9  \nso=  \nft end=3D="u8)));

    [Fact]
    public void Multiparts_are_read_without_their_end_and_with_the_wrong_boundary()
    {
        const string parts = "--b\nContent-Type: text/plain\n\none\n--b\nContent-Type: text/html\n\n<p>two\n";
        foreach (var boundary in (string[])["; boundary=b", "; boundary=\"b\"", ""])
        {
            var message = Parse(
                $"Content-Type: multipart/mixed{boundary}\n\n{parts.Replace("--b", boundary.Length == 0 ? "--bbbbbb" : "--b", StringComparison.Ordinal)}"
            );
            Assert.Equal(["text/plain", "text/html"], message.Root.Children.Select(c => c.MediaType));
            Assert.Equal("one", message.PlainText!.Text());
        }
    }

    [Fact]
    public void An_inner_multipart_without_its_end_ends_with_the_outer_part()
    {
        var message = Parse(
            "Content-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: multipart/alternative; boundary=oi\n\n--oi\n\ntext\n--o\nContent-Type: application/pdf\n\npdf\n--o--\nepilogue"
        );

        Assert.Equal(["multipart/alternative", "application/pdf"], message.Root.Children.Select(c => c.MediaType));
        Assert.Equal("text", message.PlainText!.Text());
        Assert.Equal("pdf", Encoding.ASCII.GetString(message.Attachments.Single().Content().Span));
    }

    [Fact]
    public void A_message_in_a_message_is_a_message()
    {
        var message = Parse("Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: inner\n\ntext\n--b--");

        Assert.Equal("inner", message.Root.Children.Single().Embedded!.Subject);
    }

    [Fact]
    public void Nesting_ends_somewhere()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 500; i++)
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"Content-Type: multipart/mixed; boundary=b{i:D4}\n\n--b{i:D4}\n"
            );

        var depth = 0;
        for (var part = Parse(text.ToString()).Root; part.Children.Count > 0; part = part.Children[0])
            depth++;

        Assert.Equal(MimeMessage.Deepest, depth);
    }

    [Fact]
    public void Winmail_dat_stays_an_attachment()
    {
        var message = Parse(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhi\n--b\nContent-Type: application/ms-tnef; name=winmail.dat\n\nx\n--b--"
        );

        Assert.Equal("winmail.dat", message.Attachments.Single().FileName);
    }

    [Fact]
    public void Uuencoded_files_in_the_text_are_found()
    {
        var (text, files) = UuencodedFile.Split("before\nbegin 644 cat.txt\n#0V%T\n`\nend\nafter\nbegin 123 with us\nnothing");

        Assert.Equal("before\nafter\nbegin 123 with us\nnothing", text);
        Assert.Equal("Cat", Encoding.ASCII.GetString(files.Single().Content.Span));
    }

    [Theory]
    [InlineData("Claire <claire@example.com>", "Claire|claire@example.com")]
    [InlineData("\"Martin, Claire\" <claire@example.com>, b@example.com", "Martin, Claire|claire@example.com;|b@example.com")]
    [InlineData("claire@example.com (Claire (the) Martin)", "Claire (the) Martin|claire@example.com")]
    [InlineData("Friends: a@b.c, D <d@e.f>;, g@h.i", "|a@b.c;D|d@e.f;|g@h.i")]
    [InlineData("undisclosed-recipients:;", "")]
    [InlineData("=?utf-8?Q?Andr=C3=A9?= <andre@example.com>", "André|andre@example.com")]
    [InlineData("\"=?utf-8?Q?M=C3=BCller=2C_A?=\" <m@example.com>", "Müller, A|m@example.com")]
    [InlineData("<@relay.example:claire@example.com>", "|claire@example.com")]
    [InlineData("\"john smith\"@example.com", "|\"john smith\"@example.com")]
    [InlineData("Claire <claire@example.com", "Claire|claire@example.com")]
    [InlineData("'Claire' <mailto:claire@example.com>", "Claire|claire@example.com")]
    [InlineData(",, ;", "")]
    public void Address_lists_are_read(string text, string read) =>
        Assert.Equal(read, string.Join(';', Mailbox.ReadList(text).Select(m => $"{m.Name}|{m.Address}")));

    [Theory]
    [InlineData("Tue, 3 Apr 2012 16:55:26 +0400", "2012-04-03T16:55:26+04:00")]
    [InlineData("3 Apr 12 16:55 EDT", "2012-04-03T16:55:00-04:00")]
    [InlineData("Tue, 03 Apr 2012 16:55:26 GMT (Coordinated)", "2012-04-03T16:55:26+00:00")]
    [InlineData("Thu Apr 29 23:34:45 2010", "2010-04-29T23:34:45+00:00")]
    [InlineData("Thu Apr 29 23:34:45 JST 2010", "2010-04-29T23:34:45+09:00")]
    [InlineData("Tue,3 Apr 2012 16:55:26 -0000", "2012-04-03T16:55:26+00:00")]
    [InlineData("14-Mar-2026 08:00:00 -0530", "2026-03-14T08:00:00-05:30")]
    [InlineData("2026-03-14T08:00:00+02:00", "2026-03-14T08:00:00+02:00")]
    [InlineData("Tue, 31 Feb 2012 16:55:26 +0400", null)]
    [InlineData("yesterday", null)]
    [InlineData("", null)]
    public void Dates_are_read_with_their_offset(string text, string? read) =>
        Assert.Equal(read, MailDate.Read(text)?.ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void A_label_that_lies_is_not_believed()
    {
        Assert.Equal("Grüße", Charsets.Read(Encoding.UTF8.GetBytes("Grüße"), "iso-8859-1"));
        Assert.Equal("Grüße", Charsets.Read(Encoding.Latin1.GetBytes("Grüße"), "utf-8"));
        Assert.Equal("Grüße", Charsets.Read(Encoding.Latin1.GetBytes("Grüße"), "us-ascii"));
        Assert.Equal("Grüße", Charsets.Read(Encoding.UTF8.GetBytes("Grüße"), "unknown-8bit"));
    }

    [Fact]
    public void Nothing_is_a_message_too()
    {
        Assert.Equal("", MimeMessage.Parse(default).Subject);
        Assert.Empty(MimeMessage.Parse(default).From);
        Assert.Null(MimeMessage.Parse(default).Date);
    }
}
