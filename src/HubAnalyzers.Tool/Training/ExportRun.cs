using System;
using System.IO;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Training;

/// <summary>Writes model and head of a run for other programs.</summary>
internal static class ExportRun
{
    private const string OnnxExtension = ".onnx";

    public static int Run(string folder, string output, bool overwrite, ToolConsole console) => Guard.Run(() =>
    {
        RequireApart(output, folder, "the run's own folder");
        if (new RunFolder(folder).ReadReceipt().Request is { } request && RequestJson.Of(request, folder) is { Model: var trained } && Directory.Exists(trained))
        {
            // The run could not be repeated any more.
            RequireApart(output, trained, "the folder of the model that the run was trained from");
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

    private static void RequireApart(string output, string folder, string what)
    {
        if (RealPath.IsWithin(folder, output) || RealPath.IsWithin(output, folder))
        {
            throw new WrongUsageException($"'{output}' is {what}, lies in it or holds it; give another with -o.");
        }
    }
}
