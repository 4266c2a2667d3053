namespace Amiable.Ui;

/// <summary>The columns of a list that it can be sorted by. Each header says itself; the menu that stands before them is drawn again with it.</summary>
public sealed class Orders
{
    private readonly List<SortHeader> _columns = [];

    public event Action? Changed;

    public IReadOnlyList<SortHeader> Columns => _columns;

    public void Add(SortHeader column)
    {
        _columns.Add(column);
        Changed?.Invoke();
    }
}
