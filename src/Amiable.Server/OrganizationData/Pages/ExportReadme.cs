using System.Globalization;
using System.Text;
using Amiable.Ui;

namespace Amiable.OrganizationData.Pages;

/// <summary>Says in the reader's language what each file of an export is.</summary>
internal static class ExportReadme
{
    /// <param name="viewer">Who reads it.</param>
    /// <param name="files">Names without ".json".</param>
    public static string For(Viewer viewer, IReadOnlyList<string> files)
    {
        var t = viewer.T;
        var text = new StringBuilder();
        text.AppendLine(t["data.readme.title", viewer.OrganizationName, viewer.Reader.FullDay(viewer.Today)]).AppendLine();
        text.AppendLine(t["data.readme.form"]).AppendLine();
        Line("organization.json", t["data.file.organization"]);
        foreach (var file in files)
            Line(file + ".json", t[$"data.file.{file}"]);
        Line("messages/", t["data.readme.messages"]);
        Line("logo", t["data.readme.logo"]);
        Line("uploads/", t["data.readme.uploads"]);
        text.AppendLine().AppendLine(t["data.readme.left-out"]);
        return text.ToString();

        void Line(string name, string what) => text.Append("  ").Append(name.PadRight(24)).AppendLine(what);
    }

    /// <summary>"amiable-duvernay-conseil-2026-03-02.zip".</summary>
    public static string FileName(Viewer viewer)
    {
        var name = string.Concat((viewer.OrganizationName ?? "").Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'));
        var tidy = string.Join('-', name.Split('-', StringSplitOptions.RemoveEmptyEntries));
        return $"amiable-{tidy}-{viewer.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.zip";
    }
}
