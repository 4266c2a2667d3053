using Amiable.Mail.Mime;
using Amiable.Mail.Replies;
using Amiable.Mail.Tests.Mime;

namespace Amiable.Mail.Tests.Replies;

public class TrimmingTests
{
    [Theory]
    [InlineData("On Tue, Mar 3, 2026 at 9:12 AM Agent <agent@example.com> wrote:")]
    [InlineData("On Mar 3, 2026, at 9:12, Agent <agent@example.com> wrote:")]
    [InlineData("On 03/03/2026 09:12, Agent wrote:")]
    [InlineData("Agent <agent@example.com> wrote on 3 March 2026:")]
    [InlineData("Le mar. 3 mars 2026 à 09:12, Agent <agent@example.com> a écrit :")]
    [InlineData("Le 03/03/2026 à 09:12, Agent a écrit :")]
    [InlineData("Am Di., 3. März 2026 um 09:12 Uhr schrieb Agent <agent@example.com>:")]
    [InlineData("Am 03.03.26 um 09:12 schrieb Agent:")]
    [InlineData("El mar, 3 mar 2026 a las 9:12, Agent (<agent@example.com>) escribió:")]
    [InlineData("Il giorno mar 3 mar 2026 alle ore 09:12 Agent <agent@example.com> ha scritto:")]
    [InlineData("Op di 3 mrt 2026 om 09:12 schreef Agent <agent@example.com>:")]
    [InlineData("Em ter., 3 de mar. de 2026 às 09:12, Agent <agent@example.com> escreveu:")]
    [InlineData("wt., 3 mar 2026 o 09:12 Agent <agent@example.com> napisał(a):")]
    [InlineData("W dniu 3.03.2026 o 09:12, Agent pisze:")]
    [InlineData("On Tue, Mar 3, 2026 at 9:12 AM Agent of the Company\n<agent@example.com> wrote:")]
    [InlineData("2026-03-03 9:12 GMT+01:00 Agent <agent@example.com>:")]
    public void The_introduction_of_a_quotation_is_known_in_eight_languages(string introduction)
    {
        Assert.Equal(
            "We pay on Friday.",
            ReplyTrimming.TrimText($"We pay on Friday.\n\n{introduction}\n\n> Invoice 12 is due.\n> Agent\n").NewText
        );
        Assert.Equal(
            "We pay on Friday.",
            ReplyTrimming.TrimText($"We pay on Friday.\n\n{introduction}\n\nInvoice 12 is due.\nAgent\n").NewText
        );
    }

    [Theory]
    [InlineData("From: Agent <agent@example.com>\nSent: Tuesday, March 3, 2026 9:12 AM\nTo: Claire\nSubject: Invoice")]
    [InlineData("De : Agent <agent@example.com>\nEnvoyé : mardi 3 mars 2026 09:12\nÀ : Claire\nObjet : Facture")]
    [InlineData("Von: Agent <agent@example.com>\nGesendet: Dienstag, 3. März 2026 09:12\nAn: Claire\nBetreff: Rechnung")]
    [InlineData("De: Agent <agent@example.com>\nEnviado el: martes, 3 de marzo de 2026 9:12\nPara: Claire\nAsunto: Factura")]
    [InlineData("Da: Agent <agent@example.com>\nInviato: martedì 3 marzo 2026 09:12\nA: Claire\nOggetto: Fattura")]
    [InlineData("Van: Agent <agent@example.com>\nVerzonden: dinsdag 3 maart 2026 09:12\nAan: Claire\nOnderwerp: Factuur")]
    [InlineData("De: Agent <agent@example.com>\nEnviada em: terça-feira, 3 de março de 2026 09:12\nPara: Claire\nAssunto: Fatura")]
    [InlineData("Od: Agent <agent@example.com>\nWysłano: wtorek, 3 marca 2026 09:12\nDo: Claire\nTemat: Faktura")]
    [InlineData("-----Original Message-----\nfrom somebody")]
    [InlineData("-----Message d'origine-----\nde quelqu'un")]
    [InlineData("-----Ursprüngliche Nachricht-----\nvon jemandem")]
    [InlineData("________________________________\nDe : Agent <agent@example.com>\nEnvoyé : mardi\nÀ : Claire")]
    [InlineData("*From:* Agent <agent@example.com>\n*Sent:* Tuesday\n*To:* Claire")]
    public void Fields_of_the_message_before_start_the_history(string fields) =>
        Assert.Equal("C'est payé.", ReplyTrimming.TrimText($"C'est payé.\n\n{fields}\n\nBonjour, la facture est échue.").NewText);

    [Theory]
    [InlineData("Sent from my iPhone")]
    [InlineData("Envoyé de mon iPhone")]
    [InlineData("Von meinem iPhone gesendet")]
    [InlineData("Enviado desde mi iPhone")]
    [InlineData("Inviato da iPhone")]
    [InlineData("Verstuurd vanaf mijn iPhone")]
    [InlineData("Enviado do meu iPhone")]
    [InlineData("Wysłane z iPhone'a")]
    [InlineData("Get Outlook for Android<https://aka.ms/x>")]
    [InlineData("-- \nClaire Martin\nAccounts")]
    [InlineData("--\nClaire")]
    [InlineData("________________________________\nThis e-mail is confidential.")]
    [InlineData("This email and any attachments are confidential and intended solely for the addressee.")]
    [InlineData("Ce message et ses pièces jointes sont confidentiels.")]
    [InlineData("Diese E-Mail enthält vertrauliche Informationen.")]
    public void What_programs_and_companies_add_is_a_signature(string added) =>
        Assert.Equal("Payé hier.", ReplyTrimming.TrimText($"Payé hier.\n\n{added}\n").NewText);

    [Fact]
    public void The_closing_and_the_name_stay_and_the_block_under_them_goes()
    {
        var read = ReplyTrimming.TrimText(
            "We paid.\n\nKind regards,\n\nClaire Martin\nAccounts payable\nTel: +33 1 23 45 67 89\nwww.example.com"
        );

        Assert.Equal("We paid.\n\nKind regards,\n\nClaire Martin", read.NewText);
        Assert.StartsWith("Accounts payable", read.Signature, StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_between_and_below_quotations_are_new()
    {
        Assert.Equal("Test reply", ReplyTrimming.TrimText("On 04/19/2011 07:10 AM, Roman wrote:\n\n>\n> Test\nTest reply").NewText);
        Assert.Equal(
            "Hi,\n\nYes.\n\nNo.",
            ReplyTrimming.TrimText("Hi,\nOn 1 March 2026, Agent wrote:\n> Paid?\n\nYes.\n\n> Disputed?\n\nNo.").NewText
        );
    }

    [Theory]
    [InlineData("On Friday we wrote the cheque: it is in the mail.")]
    [InlineData("From: my point of view all is paid.")]
    [InlineData("Le total a été écrit : 100 €")]
    [InlineData("Sent from my desk, is much easier then my mobile phone.")]
    [InlineData("And here is a fix -- this is not a signature.")]
    public void What_only_looks_like_it_is_left_alone(string text) =>
        Assert.Equal($"Hello.\n{text}\nBye.", ReplyTrimming.TrimText($"Hello.\n{text}\nBye.").NewText);

    [Theory]
    [InlineData(
        "<div dir=ltr>Paid.</div><br><div class=\"gmail_quote\"><div class=\"gmail_attr\">On x wrote:<br></div><blockquote class=\"gmail_quote\">old</blockquote></div>"
    )]
    [InlineData(
        "<div>Paid.</div><div id=\"appendonsend\"></div><hr style=\"x\"><div id=\"divRplyFwdMsg\"><b>From:</b> A</div><div>old</div>"
    )]
    [InlineData(
        "<p class=MsoNormal>Paid.</p><div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal><b>De :</b> A</p></div></div><p>old</p>"
    )]
    [InlineData(
        "<body>Paid.<div class=\"moz-cite-prefix\">Le 3 mars, A a écrit :<br></div><blockquote type=\"cite\" cite=\"mid:x\">old</blockquote></body>"
    )]
    [InlineData(
        "<div>Paid.</div><div><br><blockquote type=\"cite\"><div>On 3 March 2026, A &lt;a@example.com&gt; wrote:</div><div>old</div></blockquote></div>"
    )]
    [InlineData("<div>Paid.</div><div class=\"yahoo_quoted\">On x, A wrote: old</div>")]
    [InlineData("Paid.<br><br>-----Ursprüngliche Nachricht-----<br>Von: A<br>old")]
    public void The_history_in_html_goes(string html) => Assert.Equal("Paid.", ReplyTrimming.TrimHtml(html).NewText);

    [Fact]
    public void Html_becomes_text_a_person_can_read()
    {
        const string html =
            "<html><head><title>t</title><style>p{}</style></head><body><h1>Hello</h1><p>One &amp; two<br>three</p><ul><li>first<li><p>second</p></ul><ol><li>a</li></ol>"
            + "<table><tr><th>No</th><th>Sum</th></tr><tr><td>12</td><td>5&nbsp;€</td></tr></table><script>x()</script><a href=\"https://example.com/pay\">pay</a> <a href='https://example.com/'>example.com</a><p>end";

        Assert.Equal(
            "Hello\n\nOne & two\nthree\n\n- first\n- second\n\n1. a\n\nNo | Sum\n12 | 5 €\n\npay (https://example.com/pay) example.com\n\nend",
            HtmlText.Read(html)
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("<")]
    [InlineData("<a href=\"unclosed")]
    [InlineData("</div></p><!-- never ended")]
    [InlineData("<style>never ended")]
    public void Broken_html_is_read_as_far_as_it_goes(string html) => Assert.Equal("", HtmlText.Read(html).Trim('<'));

    [Fact]
    public void Flowed_lines_are_one_paragraph()
    {
        var message = ReadingTests.Parse(
            "Content-Type: text/plain; format=flowed\n\nThis is \none line.\n From here.\n> old \n> text\n-- \nClaire"
        );

        Assert.Equal("This is one line.\nFrom here.", ReplyTrimming.Trim(message).NewText);
    }

    [Fact]
    public void A_message_with_html_alone_is_read_from_it() =>
        Assert.Equal(
            "Paid.",
            ReplyTrimming
                .Trim(ReadingTests.Parse("Content-Type: text/html; charset=utf-8\n\n<p>Paid.</p><blockquote type=cite>old</blockquote>"))
                .NewText
        );
}
