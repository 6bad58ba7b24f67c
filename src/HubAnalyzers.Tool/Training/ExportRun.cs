using System;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Training;

/// <summary>Writes model and head of a run for other programs.</summary>
internal static class ExportRun
{
    private const string OnnxExtension = ".onnx";

    public static int Run(string folder, string output, bool overwrite, ToolConsole console) => Guard.Run(() =>
    {
        if (RealPath.IsWithin(folder, output))
        {
            throw new WrongUsageException($"'{output}' is the run's own folder or holds it; give another with -o.");
        }

        using var model = FineTunedModel.OfRun(folder, "cpu");
        var isOnnx = output.EndsWith(OnnxExtension, StringComparison.OrdinalIgnoreCase);
        if (isOnnx)
        {
            model.ExportOnnx(output, overwrite);
        }
        else
        {
            model.Export(output, overwrite);
        }

        var report = TextReport.For(console);
        report.Fact(isOnnx ? "ONNX" : "SavedModel", output);
        report.Fact("outputs", $"{model.Names.Count} {HeadKind.Outputs(model.Kind)}: {string.Join(", ", model.Names)}");
        report.Fact("images", model.Preprocessing.ToString());
        report.WriteTo(console);
        return ExitCodes.Done;
    });
}
