namespace Amiable.Writing;

/// <summary>A piece of a message. Plain text and HTML are both made from the same pieces, so they cannot say different figures.</summary>
internal abstract record Block;

/// <summary>A paragraph; a quiet one is a remark at the foot.</summary>
internal sealed record Prose(string Text, bool Quiet = false) : Block;

/// <summary>Invoices, and the sums under them.</summary>
internal sealed record InvoiceTable(InvoiceRow Heads, IReadOnlyList<InvoiceRow> Rows, IReadOnlyList<SumRow> Sums) : Block;

/// <summary>An invoice; the notes stand under it (order number, what is already paid).</summary>
internal sealed record InvoiceRow(string Number, string Due, string Amount, IReadOnlyList<string> Notes);

/// <summary>A line under the table; the strong one is what is asked.</summary>
internal sealed record SumRow(string Label, string Amount, bool Strong);

/// <summary>Where and how to pay.</summary>
internal sealed record Details(string Title, IReadOnlyList<(string Label, string Value)> Lines) : Block;

/// <summary>The closing formula, who writes, and the organization's own lines. With room for a signature where a person signs by hand.</summary>
internal sealed record SignOff(string Closing, string Who, IReadOnlyList<string> Lines, bool ByHand = false) : Block;
