using Amiable.Contacts;

namespace Amiable.Tests.Contacts;

public class ContactNotesTests
{
    [Theory]
    [InlineData("do not chase")]
    [InlineData("Don’t chase!")]
    [InlineData("Please do not contact her any more.")]
    [InlineData("CFO, never write to him")]
    [InlineData("Not to be contacted")]
    [InlineData("No reminders")]
    [InlineData("Ne pas relancer")]
    [InlineData("Directrice. Ne plus la relancer, merci")]
    [InlineData("ne pas lui écrire")]
    [InlineData("Aucune relance")]
    [InlineData("Bitte nicht anschreiben")]
    [InlineData("Geschäftsführer; nicht mehr mahnen")]
    [InlineData("keine Mahnungen")]
    [InlineData("No contactar más")]
    [InlineData("Non contattare")]
    [InlineData("Niet aanschrijven")]
    [InlineData("Não contactar")]
    [InlineData("copy only\ndo not chase")]
    [InlineData("no e-mails, do not chase")]
    [InlineData("Do not chase, but keep in copy")]
    [InlineData("Do not chase. If it is urgent call her.")]
    public void Who_is_not_to_be_chased_is_not_chased(string notes) => Assert.Equal(ContactUse.NotChased, ContactNotes.Read(notes));

    [Theory]
    [InlineData("no e-mails")]
    [InlineData("No emails please")]
    [InlineData("Do not email her")]
    [InlineData("Retires in May; do not send any e-mails")]
    [InlineData("Pas d’e-mails")]
    [InlineData("ne plus envoyer de mails, merci")]
    [InlineData("Aucun courriel")]
    [InlineData("keine E-Mails")]
    [InlineData("Bitte keine Mails schicken")]
    [InlineData("nicht anmailen")]
    [InlineData("No enviar correos")]
    [InlineData("Niente e-mail")]
    [InlineData("Geen e-mails sturen")]
    [InlineData("niet mailen")]
    [InlineData("Sem e-mails")]
    [InlineData("No e-mails, copy only")]
    public void Who_wants_no_e_mails_gets_no_e_mails_and_that_is_all(string notes) =>
        Assert.Equal(ContactUse.NoEmails, ContactNotes.Read(notes));

    [Theory]
    [InlineData("copy only")]
    [InlineData("CC only")]
    [InlineData("Only in copy, please")]
    [InlineData("Keep in copy")]
    [InlineData("En copie seulement")]
    [InlineData("Associé – uniquement en copie")]
    [InlineData("mettre en copie")]
    [InlineData("Nur in Kopie")]
    [InlineData("Solo en copia")]
    [InlineData("solo per conoscenza")]
    [InlineData("Alleen in kopie")]
    [InlineData("Só em cópia")]
    public void Who_wants_a_copy_only_gets_copies_only(string notes) => Assert.Equal(ContactUse.CopyOnly, ContactNotes.Read(notes));

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    [InlineData("Prefers to be called in the morning")]
    [InlineData("Do not chase before the 10th")] // When, not whether.
    [InlineData("Ne pas relancer avant le 5")]
    [InlineData("Bitte nicht vor dem 15. anschreiben")]
    [InlineData("Do not chase, unless I say so")]
    [InlineData("Ne pas relancer (sauf accord de Claire)")]
    [InlineData("Bitte nicht anschreiben, außer bei Verzug")]
    [InlineData("Do not send statements")]
    [InlineData("Wants a copy of the contract")]
    [InlineData("Copie du bon de commande à joindre")]
    [InlineData("She does not chase her own customers")]
    [InlineData("No e-mails on Fridays")]
    [InlineData("Pas d’e-mails avant le 5")]
    [InlineData("No e-mail address known")]
    public void Everything_else_is_a_note_for_people(string? notes) => Assert.Equal(ContactUse.Any, ContactNotes.Read(notes));

    [Fact]
    public void Hostile_notes_are_read_in_no_time() =>
        Assert.Equal(ContactUse.Any, ContactNotes.Read(string.Concat(Enumerable.Repeat("please put keep only do not ", 20_000))));
}
