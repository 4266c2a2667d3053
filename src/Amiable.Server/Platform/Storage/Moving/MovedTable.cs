using System.Globalization;
using Amiable.Platform.Storage.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Amiable.Platform.Storage.Moving;

/// <summary>A table as both databases have it, and how its rows are read from the one and written into the other.</summary>
internal sealed class MovedTable
{
    private readonly string[] _types;

    private MovedTable(ITable table)
    {
        var columns = table.Columns.Where(c => c.ComputedColumnSql is null).OrderBy(c => c.Name, StringComparer.Ordinal).ToList();
        Name = table.Name;
        Columns = string.Join(", ", columns.Select(c => $"\"{c.Name}\""));
        Key = string.Join(", ", table.PrimaryKey!.Columns.Select(c => $"\"{c.Name}\""));
        _types = [.. columns.Select(c => c.StoreType)];
    }

    public string Name { get; }

    /// <summary>What is not made of other columns.</summary>
    public string Columns { get; }

    public string Key { get; }

    public int Width => _types.Length;

    /// <summary>All of them; what a table points to comes before it.</summary>
    public static List<MovedTable> Of(IModel model)
    {
        List<ITable> sorted = [];
        foreach (var table in model.GetRelationalModel().Tables.OrderBy(t => t.Name, StringComparer.Ordinal))
            Add(table);
        return sorted.ConvertAll(t => new MovedTable(t));

        void Add(ITable table)
        {
            if (sorted.Contains(table))
                return;
            foreach (var other in table.ForeignKeyConstraints.Select(f => f.PrincipalTable).Where(p => p != table))
                Add(other);
            sorted.Add(table);
        }
    }

    /// <summary>What SQLite says of a column, as PostgreSQL has it. A text loses what PostgreSQL takes for none: see <see cref="PostgresTexts"/>.</summary>
    public object Read(int column, object value) =>
        value is DBNull
            ? value
            : _types[column] switch
            {
                "uuid" => Guid.Parse((string)value),
                "boolean" => (long)value != 0,
                "date" => DateOnly.ParseExact((string)value, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                "integer" => checked((int)(long)value),
                "bigint" or "bytea" => value,
                _ => PostgresTexts.AsText((string)value),
            };

    /// <summary>Of a day, the library gives the moment at which it begins.</summary>
    public object Back(int column, object value) => value is DateTime day && _types[column] == "date" ? DateOnly.FromDateTime(day) : value;
}
