using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace HubAnalyzers.Runtime;

/// <summary>A folder with a folder for each class, <c>FOLDER/cat/1.jpg</c>; images may lie in folders below.</summary>
public static class ImageFolder
{
    /// <summary>The endings of files that are taken for images; others are passed over.</summary>
    internal static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp"];

    /// <summary>Lists a folder's images, classes and files in the order in which a person sorts names. No image is read yet.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="preprocessing">How a file becomes a model's input; <see cref="ImagePreprocessing.For"/> knows it of a model.</param>
    /// <param name="limits">What is refused.</param>
    /// <exception cref="DataFormatException">There is no such folder, it has no folders of images, one is empty, or a link leads out of it.</exception>
    public static ImageExamples Open(string folder, ImagePreprocessing preprocessing, ImageLimits? limits = null) =>
        Open(folder, preprocessing, limits, leastClasses: 2);

    /// <summary>The same, for images to measure on: of one class only, perhaps.</summary>
    internal static ImageExamples Open(string folder, ImagePreprocessing preprocessing, ImageLimits? limits, int leastClasses)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(preprocessing);
        limits ??= new ImageLimits();
        var root = ContainedFile.RootOf(folder);
        var classes = List(root, limits).GroupBy(static path => path[..path.IndexOf('/', StringComparison.Ordinal)])
            .ToDictionary(static g => g.Key, static g => g.Order(NaturalOrder.Instance).ToList(), StringComparer.Ordinal);
        var names = SubfoldersOf(root).Select(Path.GetFileName).OfType<string>().Order(NaturalOrder.Instance).ToList();
        if (names.Count < leastClasses)
        {
            throw new DataFormatException(folder, $"it has {(names.Count == 0 ? "no folder" : "only one folder")} of images", "make a folder for each class, two at the least, with the images of that class in it");
        }

        if (names.FirstOrDefault(n => !classes.ContainsKey(n)) is { } empty)
        {
            throw new DataFormatException(Path.Combine(folder, empty), "it has no images", $"add some ({string.Join(", ", Extensions)}) or remove the folder");
        }

        var paths = names.SelectMany(n => classes[n]).ToList();
        var labels = names.SelectMany((n, i) => Enumerable.Repeat(i, classes[n].Count)).ToArray();
        return new ImageExamples(root, paths, new ClassTargets(labels, names), preprocessing, limits);
    }

    /// <summary>The relative paths, with slashes, of the images that lie in folders.</summary>
    private static List<string> List(string root, ImageLimits limits)
    {
        var paths = new List<string>();
        var folders = new Stack<string>(SubfoldersOf(root));
        while (folders.TryPop(out var folder))
        {
            foreach (var file in Directory.EnumerateFiles(folder).Where(IsImage))
            {
                ContainedFile.RequireInside(root, file);
                paths.Add(Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/'));
                if (paths.Count > limits.MaxFiles)
                {
                    throw new DataFormatException(root, $"it has more than {limits.MaxFiles} images", "divide it, or raise MaxFiles");
                }
            }

            foreach (var inner in SubfoldersOf(folder))
            {
                folders.Push(inner);
            }
        }

        return paths;
    }

    /// <summary>A link to a folder could lead out, or in a circle.</summary>
    private static IEnumerable<string> SubfoldersOf(string folder)
    {
        foreach (var inner in new DirectoryInfo(folder).EnumerateDirectories().Where(static d => d.Name[0] != '.'))
        {
            if (inner.LinkTarget is not null)
            {
                throw new DataFormatException(inner.FullName, "it is a link to a folder", "put the folder itself there, or list the files in a manifest");
            }

            yield return inner.FullName;
        }
    }

    private static bool IsImage(string path) => Path.GetFileName(path)[0] != '.' && Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
}
