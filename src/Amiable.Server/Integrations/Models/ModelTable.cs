using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Integrations.Models;

internal sealed class ModelTable : IEntityTypeConfiguration<ModelEndpoint>, IEntityTypeConfiguration<ModelCall>
{
    public void Configure(EntityTypeBuilder<ModelEndpoint> endpoint)
    {
        endpoint.ToTable("model_endpoints");
        endpoint.Property(e => e.Settings).AsJson();
        endpoint.Property(e => e.Measured).AsJson();
        endpoint.Property(e => e.Key).IsSecret();
        endpoint.HasIndex(e => e.OrganizationId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ModelCall> call)
    {
        call.ToTable("model_calls");
        call.IsNotAudited("A log of its own, kept for 90 days.");
        call.Property(c => c.Model).HasMaxLength(200);
        call.Property(c => c.Prompt).HasMaxLength(60);
        call.Property(c => c.Currency).HasMaxLength(3);
        call.HasIndex(c => new { c.OrganizationId, c.At });
    }
}
