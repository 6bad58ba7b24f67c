using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using nietras.SeparatedValues;

namespace HubAnalyzers.Runtime;

/// <summary>
/// A list of images as CSV with a heading. The first column is <c>path</c>; then comes <c>label</c> (a class), or <c>labels</c>
/// (any number, between semicolons), or any number of columns of numbers to be predicted, named by their headings.
/// </summary>
public static class ImageManifest
{
    private const string PathColumn = "path";
    private const string LabelColumn = "label";
    private const string LabelsColumn = "labels";

    /// <summary>Reads a list. No image is read yet.</summary>
    /// <param name="file">The list.</param>
    /// <param name="preprocessing">How a file becomes a model's input; <see cref="ImagePreprocessing.For"/> knows it of a model.</param>
    /// <param name="folder">What the paths are relative to; by default the list's own folder. They may not lead out of it.</param>
    /// <param name="limits">What is refused.</param>
    /// <exception cref="DataFormatException">The list is not as it must be; the message names the line.</exception>
    public static ImageExamples Open(string file, ImagePreprocessing preprocessing, string? folder = null, ImageLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        ArgumentNullException.ThrowIfNull(preprocessing);
        limits ??= new ImageLimits();
        if (!File.Exists(file))
        {
            throw new DataFormatException(file, "there is no such file", "give a CSV file with the columns path and label");
        }

        var root = ContainedFile.RootOf(folder ?? Path.GetDirectoryName(Path.GetFullPath(file))!);
        try
        {
            using var reader = Sep.Reader(static o => o with { Sep = new Sep(','), Unescape = true, HasHeader = true, DisableColCountCheck = true }).FromFile(file);
            var columns = reader.Header.ColNames.Select(static n => n.Trim().TrimStart('\uFEFF')).ToList();
            if (columns.Count < 2 || !string.Equals(columns[0], PathColumn, StringComparison.OrdinalIgnoreCase))
            {
                throw new DataFormatException(file, $"its heading is '{string.Join(',', columns)}'", "begin it with path,label (or path,labels, or path and the names of numbers)");
            }

            if (columns.FindIndex(static c => c.Length == 0) is var unnamed and >= 0)
            {
                throw new DataFormatException(At(file, 1), $"column {unnamed + 1} has no name", "name it, or remove it");
            }

            var (paths, cells) = Lines(reader, file, root, columns.Count, limits);
            return new ImageExamples(root, paths, TargetsOf(file, columns, cells), preprocessing, limits);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new DataFormatException(file, e.Message.ReplaceLineEndings(" ").TrimEnd('.'), "write it as CSV with as many cells in each line as there are headings", e);
        }
    }

    private static (List<string> Paths, List<string[]> Cells) Lines(SepReader reader, string file, string root, int columns, ImageLimits limits)
    {
        var paths = new List<string>();
        var cells = new List<string[]>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in reader)
        {
            var line = At(file, row.LineNumberFrom);
            if (row.Span.Trim().IsEmpty)
            {
                continue;
            }

            if (row.ColCount != columns)
            {
                throw new DataFormatException(line, $"it has {row.ColCount} cells, the heading {columns}", "write as many cells in each line as there are headings");
            }

            if (paths.Count == limits.MaxFiles)
            {
                throw new DataFormatException(line, $"it has more than {limits.MaxFiles} lines", "divide it, or raise MaxFiles");
            }

            var path = row[0].ToString().Trim().Replace('\\', '/');
            if (path.Length == 0 || Path.IsPathRooted(path) || !ContainedFile.IsInside(root, path))
            {
                throw new DataFormatException(line, $"the path '{path}' does not lie in '{root}'", "write paths relative to that folder");
            }

            // One spelling for one file: the split goes by names.
            path = Path.GetRelativePath(root, Path.GetFullPath(Path.Combine(root, path))).Replace('\\', '/');
            if (!seen.Add(path))
            {
                throw new DataFormatException(line, $"'{path}' is listed twice", "list each image once");
            }

            ContainedFile.RequireInside(root, Path.Combine(root, path));
            paths.Add(path);
            var values = new string[columns];
            values[0] = line;
            for (var i = 1; i < columns; i++)
            {
                values[i] = row[i].ToString().Trim();
            }

            cells.Add(values);
        }

        return paths.Count > 0 ? (paths, cells) : throw new DataFormatException(file, "it lists no images", "add a line for each");
    }

    private static ExampleTargets TargetsOf(string file, List<string> columns, List<string[]> cells)
    {
        var first = columns[1].ToLowerInvariant();
        if (first is LabelColumn or LabelsColumn && columns.Count != 2)
        {
            throw new DataFormatException(file, $"beside '{columns[1]}' it has the column '{columns[2]}'", "leave out all columns but path and that one");
        }

        return first switch
        {
            LabelColumn => Classes(cells),
            LabelsColumn => MultiLabels(file, cells),
            _ => Values(columns, cells),
        };
    }

    private static ClassTargets Classes(List<string[]> cells)
    {
        if (cells.FirstOrDefault(static row => row[1].Length == 0) is { } without)
        {
            throw new DataFormatException(without[0], "it has no label", "give it one");
        }

        var names = cells.Select(static row => row[1]).Distinct(StringComparer.Ordinal).Order(NaturalOrder.Instance).ToList();
        var places = PlacesOf(names);
        return new ClassTargets([.. cells.Select(row => places[row[1]])], names);
    }

    private static MultiLabelTargets MultiLabels(string file, List<string[]> cells)
    {
        var labels = cells.Select(static row => row[1].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        var names = labels.SelectMany(static l => l).Distinct(StringComparer.Ordinal).Order(NaturalOrder.Instance).ToList();
        if (names.Count == 0)
        {
            throw new DataFormatException(file, "no image has a label", "write labels between semicolons");
        }

        var places = PlacesOf(names);
        return new MultiLabelTargets(
            [.. labels.Select(own =>
            {
                var row = new float[names.Count];
                foreach (var label in own)
                {
                    row[places[label]] = 1;
                }

                return row;
            })],
            names);
    }

    private static ValueTargets Values(List<string> columns, List<string[]> cells) => new(
        [.. cells.Select(row => row.Skip(1).Select((text, i) =>
            float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value)
                ? value
                : throw new DataFormatException(row[0], $"'{text}' in the column '{columns[i + 1]}' is no number", "write numbers as 12.5, or name the column label")).ToArray())],
        [.. columns.Skip(1)]);

    private static Dictionary<string, int> PlacesOf(List<string> names) =>
        names.Select(static (n, i) => (n, i)).ToDictionary(static p => p.n, static p => p.i, StringComparer.Ordinal);

    private static string At(string file, int line) => string.Create(CultureInfo.InvariantCulture, $"{file}({line})");
}
