using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace HubAnalyzers.Benchmarks.Growth;

/// <summary>Programs that ask layers of the first manifest to train, some of which must not.</summary>
internal static class SourceText
{
    private const string Usings = "using App.HubModels;\nusing HubAnalyzers;\nusing HubAnalyzers.Runtime;\n\nnamespace App.Training;\n\n";

    /// <summary>A file of a class of its own.</summary>
    public static string OfFile(int number) => Usings + """
        public sealed class Trainer#
        {
            private readonly Net0 _net = Net0.Load();

            public void Prepare(bool deep)
            {
                _net.ExpandedConv0.Conv0.Trainable = true;
                _net.ExpandedConv0.BatchNorm0.Trainable = true;
                foreach (var layer in _net.Layers)
                {
                    if (layer is BatchNormLayer || layer.Trainability != Trainability.Trainable)
                    {
                        continue;
                    }

                    layer.Trainable = deep;
                }

                Switch(_net.GetLayer("net0/expanded_conv_1/conv_1"));
            }

            private static void Switch(HubLayer layer) => layer.Trainable = true;
        }

        """.Replace("#", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>A method of so many statements, which name the manifest's layers in turn.</summary>
    public static string OfStatements(int statements, int layers)
    {
        var text = new StringBuilder(Usings).Append("public sealed class Trainer\n{\n    public void Prepare(Net0 net)\n    {\n");
        foreach (var i in Enumerable.Range(0, statements).Select(s => s % layers))
        {
            var kind = i % 2 == 1 ? "BatchNorm" : "conv";
            text.Append(CultureInfo.InvariantCulture, $"        net.GetLayer(\"net0/expanded_conv_{i / 6}/{kind}_{i % 6 / 2}\").Trainable = true;\n");
        }

        return text.Append("    }\n}\n").ToString();
    }
}
