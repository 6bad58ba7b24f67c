using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using HubAnalyzers.Samples.Shapes;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Tool.Tests.Training;

/// <summary>Drawn images of two classes, as a folder and as lists.</summary>
internal static class ShapeImages
{
    private static readonly ShapeClass[] _classes = [ShapeClass.Heart, ShapeClass.Zigzag];

    /// <summary>A folder with a folder for each class; gives its path.</summary>
    public static string Write(TempFolder folder, int perClass = 20, string name = "images")
    {
        var images = folder.File(name);
        var set = ShapeSet.Draw(_classes, perClass, seed: 5);
        for (var i = 0; i < set.Count; i++)
        {
            var own = Path.Combine(images, set.Classes[(int)set.Labels[i]].ToString());
            Directory.CreateDirectory(own);
            PngFile.Write(Path.Combine(own, $"{i}.png"), set.Images.AsSpan(i * ShapePainter.Length, ShapePainter.Length));
        }

        return images;
    }

    /// <summary>A list of a folder's images, the columns after the path by class; gives its path.</summary>
    public static string List(string images, string name, string columns, string heart, string zigzag)
    {
        var text = new StringBuilder($"path,{columns}\n");
        foreach (var file in Directory.GetFiles(images, "*.png", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var path = Path.GetRelativePath(images, file).Replace('\\', '/');
            text.Append(CultureInfo.InvariantCulture, $"{path},{(path.StartsWith("Heart", StringComparison.Ordinal) ? heart : zigzag)}\n");
        }

        var list = Path.Combine(images, name);
        File.WriteAllText(list, text.ToString());
        return list;
    }
}
