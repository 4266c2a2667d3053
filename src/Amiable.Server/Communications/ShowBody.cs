using Amiable.Writing;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>The HTML of a message exactly as it is, or will be, sent; with another text, as it would be sent then.</summary>
public sealed class ShowBody(AppDb db)
{
    public async Task<Result<string>> Run(CommunicationId id, string? editedText, CancellationToken ct)
    {
        var message = await db
            .Communications.Where(c => c.Id == id)
            .Select(c => new
            {
                c.Text,
                c.Html,
                c.Language,
            })
            .SingleOrDefaultAsync(ct);
        if (message is null)
            return new NotFound("communication");
        return editedText is null ? message.Html : EditedText.HtmlOf(editedText, message.Text, message.Html, message.Language);
    }
}
