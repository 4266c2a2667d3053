namespace Amiable.Platform.Api;

/// <summary>What the parameters, headers and statuses mean that many operations share.</summary>
internal static class ParameterTexts
{
    private static readonly Dictionary<string, string> Texts = new()
    {
        ["first"] = "How many at a time.",
        ["after"] = "The endCursor of the part before; nothing for the first part.",
        ["organizationId"] = "Yours. A token is of one organization: another one is not found.",
        ["accountId"] = "An account.",
        ["invoiceId"] = "An invoice.",
        ["invoiceIds"] = "Only these invoices, and what belongs to them; all without it.",
        ["formalNoticeId"] = "A formal notice to the account.",
        ["language"] = "In which language it is told (en, fr); that of the organization without one.",
        ["creditNoteId"] = "A credit note.",
        ["contactId"] = "A contact of the account.",
        ["representativeId"] = "An internal referent of the account.",
        ["communicationId"] = "A message that goes out.",
        ["declarationId"] = "A promise or announced payment of the account.",
        ["taskId"] = "A task.",
        ["webhookId"] = "A webhook.",
        ["deliveryId"] = "The telling of one event.",
        ["state"] = "Only those that stand so.",
        ["types"] = "Only these, with commas between: invoice.paid,task.* – all without it.",
        ["importId"] = "An import.",
        ["query"] = "Words to look for.",
        ["number"] = "Exactly this number.",
        ["status"] = "Only those that stand so.",
        ["kind"] = "Only of that kind.",
        ["deliveryStatus"] = "Only those that stand so.",
        ["connectionId"] = "Only those this connection knows.",
        ["sourceId"] = "Only what is known by that identity in another system.",
        ["updatedSince"] = "Only what was saved at that instant or later (ISO 8601).",
        ["currencyCode"] = "ISO 4217; the organization's without one.",
        ["Idempotency-Key"] =
            "Yours, for this request: sent again with the same request within 24 hours, it is answered the same and done once. With another request it is refused.",
        ["X-RateLimit-Limit"] = "The most requests of a token within 60 seconds.",
        ["X-RateLimit-Remaining"] = "How many are left.",
        ["X-RateLimit-Reset"] = "When the oldest of them no longer counts, in seconds since 1970.",
        ["Retry-After"] = "How many seconds to wait.",
    };

    public static string? Of(string name) => Texts.GetValueOrDefault(name);

    public static string OfStatus(int status) =>
        status switch
        {
            200 => "Done, or what was asked for.",
            201 => "Created; Location says where it is.",
            202 => "It goes on by itself; Location says where to ask for it.",
            204 => "Done.",
            400 => "The body cannot be read.",
            401 => "Without a valid token.",
            403 => "The token does not include the scope.",
            404 => "There is no such thing in the organization of the token.",
            409 => "It is there already, or in a state in which this cannot be done.",
            413 => "More than is taken at once.",
            415 => "A body in another format.",
            422 => "A value is not acceptable: errors says which.",
            429 => "Too many requests: wait as long as Retry-After says.",
            _ => "Something else.",
        };
}
