namespace Amiable.Mail.Imap;

/// <summary>What a server has told of itself and of the open mailbox, asked or not (RFC 9051 sections 7.2 and 7.3).</summary>
internal sealed class ImapNews
{
    /// <summary>In capitals.</summary>
    public HashSet<string> Capabilities { get; } = [];

    /// <summary>How many messages the mailbox holds.</summary>
    public uint Exists { get; set; }

    /// <summary>Whether any may have arrived since this was last set to false.</summary>
    public bool HasArrived { get; set; }

    public void Learn(ImapResponse response)
    {
        if (response.HasCode("CAPABILITY"))
            Replace(response.Code!.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1));
        else if (response.Word == "CAPABILITY")
            Replace(response.Values.Select(v => v.Text).OfType<string>());
        else if (response is { Word: "EXISTS", Number: { } count })
            (HasArrived, Exists) = (HasArrived || count > Exists, count);
        else if (response.Word == "EXPUNGE" && Exists > 0)
            Exists--;
    }

    private void Replace(IEnumerable<string> capabilities)
    {
        Capabilities.Clear();
        Capabilities.UnionWith(capabilities.Select(name => name.ToUpperInvariant()));
    }
}
