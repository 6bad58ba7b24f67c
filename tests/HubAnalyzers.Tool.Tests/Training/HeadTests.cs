using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Tool.Tests.Training;

/// <summary>What a list holds decides what is learnt: classes, labels or numbers.</summary>
public sealed class HeadTests : RunTests
{
    [Fact]
    public void Any_number_of_labels_is_learnt_of_a_list_with_labels()
    {
        var list = ShapeImages.List(Images, "labels.csv", "labels", "round;drawn", "drawn");
        Assert.Equal(ExitCodes.Done, Train(list, "--hidden", "8").ExitCode);
        using var measured = JsonDocument.Parse(ToolRun.Of("evaluate", "--run", Run, "--data", list, "--format", "json").Done());
        Assert.True(measured.RootElement.GetProperty("micro_f1").GetDouble() > 0.8);
        Assert.Contains("drawn", ToolRun.Of("evaluate", "--run", Run, "--data", list).Done(), StringComparison.Ordinal);
        using var predicted = JsonDocument.Parse(Predict("json"));
        Assert.Contains("drawn", predicted.RootElement[0].GetProperty("labels").EnumerateArray().Select(static l => l.GetString()));
        Assert.StartsWith("image,labels,drawn,round\n", Predict("csv"), StringComparison.Ordinal);
        Assert.Matches("drawn (9|100)", Predict("table"));
    }

    [Fact]
    public void Numbers_are_learnt_of_a_list_with_numbers()
    {
        var list = ShapeImages.List(Images, "values.csv", "corners,holes", "1,0", "3,0");
        Assert.Equal(ExitCodes.Done, Train(list, "--head", "regression").ExitCode);
        using var measured = JsonDocument.Parse(ToolRun.Of("evaluate", "--run", Run, "--data", list, "--format", "json").Done());
        Assert.InRange(measured.RootElement.GetProperty("mae").GetDouble(), 0, 0.5);
        Assert.Contains("corners", ToolRun.Of("evaluate", "--run", Run, "--data", list).Done(), StringComparison.Ordinal);
        using var predicted = JsonDocument.Parse(Predict("json"));
        Assert.InRange(predicted.RootElement[0].GetProperty("values").GetProperty("corners").GetDouble(), 1.5, 4.5);
        Assert.StartsWith("image,corners,holes\n", Predict("csv"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_head_that_the_data_is_not_for_is_refused()
    {
        Assert.Contains("--head regression", Train(Images, "--head", "regression").Failed(ExitCodes.WrongUsage), StringComparison.Ordinal);
        var one = ShapeImages.List(Images, "one.csv", "label", "same", "same");
        Assert.Contains("all its images are of the class 'same'", Train(one).Failed(ExitCodes.BadInput), StringComparison.Ordinal);
        var values = ShapeImages.List(Images, "values.csv", "corners", "1", "3");
        Assert.Contains("--label-smoothing", Train(values, "--label-smoothing", "0.1").Failed(ExitCodes.WrongUsage), StringComparison.Ordinal);
    }

    private ToolRun Train(string data, params string[] arguments) =>
        ToolRun.Of(["train", "--model", CarriedModel.Folder, "--data", data, "--epochs", "20", "--batch-size", "8", "--lr", "0.01", "-o", Run, .. arguments]);

    private string Predict(string format) => ToolRun.Of("predict", "--run", Run, Directory.GetFiles(Path.Combine(Images, "Zigzag")).Order(StringComparer.Ordinal).First(), "--format", format).Done();
}
