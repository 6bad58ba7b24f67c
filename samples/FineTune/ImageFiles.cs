using System;
using System.IO;
using HubAnalyzers.Samples.Shapes;

namespace HubAnalyzers.Samples.FineTune;

/// <summary>Images of the classes the model has never seen as files, in a folder for each class: what <c>dotnet hub train --data</c> takes.</summary>
internal static class ImageFiles
{
    public static void Write(string folder, int perClass, ulong seed)
    {
        var set = ShapeSet.Draw(ShapeClasses.Unseen, perClass, seed);
        for (var i = 0; i < set.Count; i++)
        {
            var own = Path.Combine(folder, set.Classes[(int)set.Labels[i]].ToString().ToLowerInvariant());
            Directory.CreateDirectory(own);
            PngFile.Write(Path.Combine(own, $"{i / set.Classes.Count:D3}.png"), set.Images.AsSpan(i * ShapePainter.Length, ShapePainter.Length));
        }
    }
}
