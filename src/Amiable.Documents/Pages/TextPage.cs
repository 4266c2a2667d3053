namespace Amiable.Documents.Pages;

/// <summary>One page as words and where they stand: from a PDF's text or from a picture, the same for both.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Width">In the unit of its words' places (points, pixels).</param>
/// <param name="Height">In the same unit.</param>
/// <param name="Words">In the order the page's own program gives them.</param>
public sealed record TextPage(int Number, double Width, double Height, IReadOnlyList<PageWord> Words)
{
    /// <summary>By how many degrees it lay turned clockwise (0, 90, 180, 270). Size and places are those of the page set upright.</summary>
    public int Turn { get; init; }
}

/// <summary>A page as tesseract is given it.</summary>
/// <param name="Folder">Where the picture lies, and may have others beside it.</param>
/// <param name="Picture">Its name there.</param>
/// <param name="InFile">Which page of the picture, from 1.</param>
/// <param name="Number">Which page of the document, from 1.</param>
internal sealed record ScannedPage(string Folder, string Picture, int InFile, int Number);

/// <summary>A word and its rectangle, from the top left corner of its page.</summary>
/// <param name="Sureness">From 0 to 1; 1 for words that were not recognised but are text.</param>
public sealed record PageWord(string Text, double Left, double Top, double Right, double Bottom, double Sureness = 1);
