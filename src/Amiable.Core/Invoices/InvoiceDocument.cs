namespace Amiable.Invoices;

/// <summary>The document of an invoice as the customer received it, almost always a PDF: attached to messages and shown beside the figures.</summary>
public sealed class InvoiceDocument : Owned
{
    /// <summary>Largest file: beyond it a mail would be refused by most servers anyway.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    /// <summary>Identity.</summary>
    public InvoiceDocumentId Id { get; private init; }

    /// <summary>Whose document; an invoice has one at most.</summary>
    public InvoiceId InvoiceId { get; private init; }

    /// <summary>As it was uploaded.</summary>
    public string FileName { get; private init; } = "";

    /// <summary>By its content: "application/pdf".</summary>
    public string MediaType { get; private init; } = "";

    /// <summary>The file.</summary>
    public byte[] Bytes { get; private init; } = [];

    /// <summary>How large, so that lists need not read it.</summary>
    public int Size { get; private init; }

    /// <summary>Whoever holds the link with it may read the document: the customer. Unguessable.</summary>
    public string LinkKey { get; private init; } = "";

    /// <summary>When it was added.</summary>
    public DateTimeOffset AddedAt { get; private init; }

    private InvoiceDocument() { }

    /// <summary>Files a document.</summary>
    public InvoiceDocument(
        InvoiceDocumentId id,
        InvoiceId invoice,
        string fileName,
        string mediaType,
        byte[] bytes,
        string linkKey,
        DateTimeOffset now
    )
    {
        (Id, InvoiceId, FileName, MediaType) = (id, invoice, fileName, mediaType);
        (Bytes, Size, LinkKey, AddedAt) = (bytes, bytes.Length, linkKey, now);
    }
}
