using System.Text;
using Amiable.Mail.Mime;

namespace Amiable.Inbound;

public sealed class FileKindTests
{
    [Theory]
    [InlineData("%PDF-1.7\n", "application/pdf")]
    [InlineData("\x89PNG\r\n\x1a\n", "image/png")]
    [InlineData("\xff\xd8\xff\xe0", "image/jpeg")]
    [InlineData("GIF89a", "image/gif")]
    [InlineData("II*\0", "image/tiff")]
    [InlineData("PK\x03\x04 x", "application/zip")]
    [InlineData("PK\x03\x04[Content_Types].xml xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage")]
    [InlineData("{\\rtf1", "application/rtf")]
    [InlineData("<?xml version=\"1.0\"?><Invoice/>", "text/xml")]
    [InlineData("\xef\xbb\xbf<!DOCTYPE html><p>", "text/html")]
    [InlineData("hello <script>alert(1)</script>", "text/html")]
    [InlineData("BEGIN:VCALENDAR\r\n", "text/calendar")]
    [InlineData("From: a@b.c\r\nSubject: x\r\n\r\n", "message/rfc822")]
    [InlineData("just words, caf\xe9", "text/plain")]
    [InlineData("MZ\x90\0\x03", "application/octet-stream")]
    [InlineData("", "application/octet-stream")]
    public void A_file_is_what_its_first_bytes_are(string bytes, string type) =>
        Assert.Equal(type, FileKind.Of(Encoding.Latin1.GetBytes(bytes)));

    [Fact]
    public void The_picture_of_a_signature_is_no_attachment_and_a_photographed_invoice_is()
    {
        var png = Convert.ToBase64String([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1]);
        string Part(string type, string more) =>
            $"--b\r\nContent-Type: {type}\r\nContent-Transfer-Encoding: base64\r\n{more}\r\n\r\n{png}\r\n";
        var mail = MimeMessage.Parse(
            Encoding.UTF8.GetBytes(
                "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
                    + "--b\r\nContent-Type: text/html\r\n\r\n<p>Hi<img src=\"cid:logo@x\">\r\n"
                    + Part("image/png; name=logo.png", "Content-ID: <logo@x>\r\nContent-Disposition: inline; filename=logo.png")
                    + Part("application/pdf; name=invoice.pdf", "Content-Disposition: attachment; filename=\"in\u202evoice.pdf\"")
                    + Part("image/png", "Content-Disposition: attachment")
                    + "--b--\r\n"
            )
        );
        var files = MailFiles.Of(mail).Select(f => (f.File.FileName, f.File.MediaType));
        Assert.Equal([("invoice.pdf", "image/png"), ("2.png", "image/png")], files);
    }
}
