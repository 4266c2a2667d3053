namespace Amiable.Platform.Health;

/// <summary>How much room the disk of the data folder has.</summary>
public sealed class DiskRoom(DataFolder data)
{
    /// <summary>With less than this a database cannot be sure to finish what it begins.</summary>
    public const long Least = 200L * 1024 * 1024;

    public long Free => Drive.AvailableFreeSpace;

    public long Total => Drive.TotalSize;

    public bool IsShort => Free < Least;

    private DriveInfo Drive => new(data.Folder(""));
}
