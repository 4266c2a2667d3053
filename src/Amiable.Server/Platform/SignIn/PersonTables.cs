using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Platform.SignIn;

internal sealed class PersonTables
    : IEntityTypeConfiguration<Person>,
        IEntityTypeConfiguration<Session>,
        IEntityTypeConfiguration<Passkey>,
        IEntityTypeConfiguration<ProviderLogin>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.ToTable("persons");
        person.IsNotAudited("Belongs to no organization. What it means for one, the member and that they signed in, is told there.");
        person.Property(p => p.Email).HasMaxLength(254);
        person.HasIndex(p => p.Email).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ToTable("sessions");
        session.IsNotAudited("Belongs to no organization; that somebody signed in is told.");
        session.Property(s => s.Browser).HasMaxLength(300);
        session.HasIndex(s => s.PersonId);
        session.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Passkey> passkey)
    {
        passkey.ToTable("passkeys");
        passkey.IsNotAudited("Belongs to no organization, like its person.");
        passkey.HasKey(p => p.CredentialId);
        passkey.Property(p => p.Facts).AsJson();
        passkey.HasIndex(p => p.PersonId);
        passkey.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ProviderLogin> login)
    {
        login.ToTable("provider_logins");
        login.IsNotAudited("Belongs to no organization, like its person.");
        login.HasKey(l => new { l.Issuer, l.Subject });
        login.HasIndex(l => l.PersonId);
        login.HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
