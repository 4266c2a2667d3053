using System.Formats.Asn1;
using System.Text;
using Amiable.Documents.Containers;
using Amiable.Documents.EInvoices;

namespace Amiable.Documents;

public class DocumentReaderTests
{
    private static async Task<FileReading> Read(string name, byte[] bytes, ReadingOptions? options = null) =>
        Assert.Single(await DocumentReader.Read(name, bytes, options ?? ReadingOptions.Default));

    private static IEnumerable<string> Codes(FileReading reading) => reading.Reading.Problems.Select(p => p.Code);

    public static TheoryData<string, byte[], string[]> Others() =>
        new()
        {
            { "a.pdf", [], ["file-empty"] },
            { "a.pdf", "  \r\n\0"u8.ToArray(), ["file-empty"] },
            { "a.pdf", "<html><body>Log in</body></html>"u8.ToArray(), ["name-misleads", "file-is-html"] },
            { "a.doc", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], ["file-is-old-office"] },
            { "a.gz", [0x1F, 0x8B, 8, 0], ["file-is-archive"] },
            { "a.gif", "GIF89a...."u8.ToArray(), ["file-is-picture"] },
            { "a.eml", "From: a@b.example\r\nSubject: Invoice\r\n\r\nHi"u8.ToArray(), ["file-is-mail"] },
            { "a.json", "{\n  \"number\": 1}"u8.ToArray(), ["file-is-json"] },
            { "a.csv", "number;total\n1;2"u8.ToArray(), ["file-is-table"] },
            { "a.bin", [1, 2, 3, 4, 5, 6, 7, 8, 200, 1, 2, 3], ["file-unknown"] },
            { "a.p7m", [0x30, 0x80, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02, 0xA0], ["signed-broken"] },
        };

    [Theory]
    [MemberData(nameof(Others))]
    public async Task A_file_that_is_no_document_says_what_it_is(string name, byte[] bytes, string[] codes)
    {
        var read = await Read(name, bytes);
        Assert.Equal(codes, Codes(read));
        Assert.True(read.Reading.IsRefused);
        Assert.Null(read.Source);
    }

    [Fact]
    public async Task What_takes_too_long_on_a_busy_machine_is_a_message_and_no_fault()
    {
        var options = new ReadingOptions { Tables = _ => throw new System.Text.RegularExpressions.RegexMatchTimeoutException() };

        var read = await Read("a.csv", "a;b\n1;2\n"u8.ToArray(), options);

        Assert.Equal("too-slow", Assert.Single(read.Reading.Problems).Code);
    }

    [Fact]
    public async Task A_wrong_name_does_not_keep_an_invoice_from_being_read()
    {
        var read = await Read("invoice.pdf", Fixture.Bytes("cii.xml"));
        Assert.Equal(("F-2026-0117", FieldSource.Xml), (read.Reading.Number!.Value, read.Source));
        Assert.Equal(["name-misleads"], Codes(read));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_signed_FatturaPA_is_unwrapped(bool base64)
    {
        var signed = Signed(Signed(Fixture.Bytes("fatturapa-simplified.xml")));
        var file = base64 ? Encoding.ASCII.GetBytes(Convert.ToBase64String(signed, Base64FormattingOptions.InsertLineBreaks)) : signed;
        Assert.Equal("S-5", (await Read("IT01234567890_1.xml.p7m", file)).Reading.Number!.Value);
    }

    [Fact]
    public async Task A_signature_without_what_it_signs_is_told() =>
        Assert.Equal(["signed-broken"], Codes(await Read("a.p7m", Signed(null))));

    [Fact]
    public async Task A_file_over_the_limit_is_not_read()
    {
        var options = ReadingOptions.Default with { Limits = new() { MostBytes = 1_000 } };
        Assert.Equal(["file-too-large"], Codes(await Read("a.xml", Fixture.Bytes("cii.xml"), options)));
    }

    [Fact]
    public async Task A_table_goes_to_whoever_reads_tables()
    {
        var row = new DocumentReading { Number = new("7", FieldSource.Table, 1) };
        var read = await Read("a.csv", "number;total\n7;2"u8.ToArray(), new() { Tables = _ => [row] });
        Assert.Equal(("7", FieldSource.Table), (read.Reading.Number!.Value, read.Source));
    }

    // ContentInfo { signedData, [0] { version, digestAlgorithms, { data, [0] content }, signerInfos } }
    private static byte[] Signed(byte[]? content)
    {
        var der = new AsnWriter(AsnEncodingRules.DER);
        using (der.PushSequence())
        {
            der.WriteObjectIdentifier("1.2.840.113549.1.7.2");
            using (der.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (der.PushSequence())
            {
                der.WriteInteger(1);
                der.PushSetOf().Dispose();
                using (der.PushSequence())
                {
                    der.WriteObjectIdentifier("1.2.840.113549.1.7.1");
                    if (content is not null)
                    {
                        using (der.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
                            der.WriteOctetString(content);
                    }
                }
                der.PushSetOf().Dispose();
            }
        }
        return der.Encode();
    }
}
