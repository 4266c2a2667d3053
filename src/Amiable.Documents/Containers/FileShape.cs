namespace Amiable.Documents.Containers;

/// <summary>What a file is by its content. Its name is only what somebody called it.</summary>
public enum FileShape
{
    Empty,
    Xml,
    Pdf,

    /// <summary>PNG, JPEG, TIFF, WebP.</summary>
    Picture,
    Zip,

    /// <summary>An XLSX workbook: a zip, but not of documents.</summary>
    Workbook,

    /// <summary>A signed file with another in it (.p7m).</summary>
    SignedFile,

    /// <summary>Text with no other sign: maybe a table.</summary>
    Text,
    Html,
    Json,

    /// <summary>An e-mail (.eml): its attachments are the documents.</summary>
    Mail,

    /// <summary>A text document or slides: DOCX, ODT, RTF.</summary>
    OfficeDocument,

    /// <summary>A workbook before 2007, or a document or message of that time: one format for all of them.</summary>
    OldOffice,

    /// <summary>7z, rar, gzip and the like.</summary>
    OtherArchive,

    /// <summary>A picture of a kind that is not read: GIF, BMP, HEIC, TIFF over 4 GB (BigTIFF).</summary>
    OtherPicture,
    Unknown,
}
