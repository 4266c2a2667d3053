using Amiable.Documents.Programs;

namespace Amiable.Documents.Pages;

/// <summary>What can be wrong with pages. Codes are stable: words in other languages hang on them.</summary>
internal static class PageProblems
{
    public static readonly DocumentProblem Encrypted = new(
        "pdf-encrypted",
        "This PDF asks for a password. Save it without one and give it again.",
        Refuses: true
    );

    public static readonly DocumentProblem Broken = new(
        "pdf-broken",
        "This file is no readable PDF: it is damaged or cut off. Ask for it again, or print it to a new PDF.",
        Refuses: true
    );

    public static readonly DocumentProblem NoWords = new(
        "no-words",
        "No words could be read in this document: its pages are empty, or too faint or too small to recognise.",
        Refuses: true
    );

    public static readonly DocumentProblem NotAPicture = new(
        "picture-broken",
        "This file is no readable picture: it is damaged, cut off, or of a kind that cannot be read (PNG, JPEG and TIFF can).",
        Refuses: true
    );

    public static DocumentProblem TooManyPages(int most) =>
        new("too-many-pages", $"Only the first {most} pages were read.") { Values = [$"{most}"] };

    public static DocumentProblem TooManyScannedPages(int most) =>
        new("too-many-scanned-pages", $"This is a scan; only its first {most} pages were recognised.") { Values = [$"{most}"] };

    public static DocumentProblem TooManyPixels(long width, long height, long most) =>
        new("picture-too-large", $"This picture has {width} × {height} pixels; at most {most / 1_000_000} million are read.", Refuses: true)
        {
            Values = [$"{width}", $"{height}", $"{most / 1_000_000}"],
        };

    public static DocumentProblem Recognised(bool faint) =>
        faint
            ? new("recognised-faint", "The words of this scan were hard to recognise; check each field.")
            : new("recognised", "The words of this document were recognised in a picture; check the fields.");

    public static DocumentProblem Of(ProgramFailedException failed) =>
        failed.Failure switch
        {
            ProgramFailure.NotInstalled => Missing(failed.Program),
            ProgramFailure.TooSlow => new("too-slow", "This document takes too long to read.", Refuses: true) { Values = [failed.Program] },
            _ => new("too-large", "This document holds too much to read.", Refuses: true) { Values = [failed.Program] },
        };

    private static DocumentProblem Missing(string program)
    {
        var package = program == "tesseract" ? "tesseract-ocr" : "poppler-utils";
        var what = program == "tesseract" ? "scans and pictures" : "PDFs";
        return new(
            "program-missing",
            $"To read {what}, install {program} on the server (Debian package {package}). E-invoices in XML and tables need no program.",
            Refuses: true
        )
        {
            Values = [program, package],
        };
    }
}
