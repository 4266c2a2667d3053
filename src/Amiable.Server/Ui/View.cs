using Microsoft.AspNetCore.Components;

namespace Amiable.Ui;

/// <summary>What every .razor file of the program inherits (through _Imports.razor): the words and who reads them.</summary>
public abstract class View : ComponentBase
{
    [Inject]
    protected Viewer Viewer { get; private set; } = null!;

    [CascadingParameter]
    protected HttpContext? Http { get; private set; }

    /// <summary>The words in the reader's language: T["accounts.title"].</summary>
    protected Words T => Viewer.T;

    /// <summary>How the reader's language writes amounts and dates.</summary>
    protected Reader Reader => Viewer.Reader;
}
