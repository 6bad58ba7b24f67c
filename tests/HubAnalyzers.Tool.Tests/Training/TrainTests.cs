using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Tool.Tests.Training;

/// <summary>Training, from a folder of images to predictions.</summary>
public sealed class TrainTests : IDisposable
{
    private const string Block = "expanded_conv_5*";
    private readonly TempFolder _folder = new();
    private readonly string _images;

    public TrainTests() => _images = ShapeImages.Write(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_block_chosen_by_name_trains_and_no_other_weight_moves()
    {
        var run = _folder.File("run");
        Assert.Equal(ExitCodes.Done, Train("--unfreeze", Block, "--epochs", "12,2", "--lr", "0.01,0.001", "-o", run).ExitCode);

        using var record = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "receipt.json")));
        var changed = record.RootElement.GetProperty("results").GetProperty("changed").EnumerateArray().Select(static v => v.GetString()!).ToList();
        Assert.Equal(3, changed.Count);
        Assert.All(changed, static name => Assert.Contains("/expanded_conv_5/", name, StringComparison.Ordinal));
        var before = TensorBundleReader.Open(Path.Combine(CarriedModel.Folder, "variables", "variables"));
        var after = TensorBundleReader.Open(Path.Combine(run, "model", "variables", "variables"));
        using (before)
        using (after)
        {
            Assert.Equal(3, before.Keys.Count(key => before.TryGetEntry(key, out var entry) && entry.DType != "string" && !before.ReadBytes(key).SequenceEqual(after.ReadBytes(key))));
        }

        Assert.Equal(["Heart", "Zigzag"], record.RootElement.GetProperty("training").GetProperty("names").EnumerateArray().Select(static n => n.GetString()));
        Assert.Equal(["checkpoints", "confusion.png", "curves.png", "events", "head", "model", "receipt.json", "report.html"], Directory.GetFileSystemEntries(run).Select(RunFolderTests.NameOf).Order(StringComparer.Ordinal));
        using var measured = JsonDocument.Parse(ToolRun.Of("evaluate", "--run", run, "--data", _images, "--format", "json").Done());
        Assert.True(measured.RootElement.GetProperty("accuracy").GetDouble() > 0.8);
        Assert.Contains("Heart", ToolRun.Of("evaluate", "--run", run, "--data", _images).Done(), StringComparison.Ordinal);

        var image = Directory.GetFiles(Path.Combine(_images, "Zigzag"))[0];
        using var predicted = JsonDocument.Parse(ToolRun.Of("predict", "--run", run, image, "--format", "json").Done());
        Assert.Equal(1, predicted.RootElement[0].GetProperty("probabilities").EnumerateObject().Sum(static p => p.Value.GetDouble()), 1e-4);
        Assert.StartsWith("image,class,Heart,Zigzag\n", ToolRun.Of("predict", "--run", run, image, "--format", "csv").Done(), StringComparison.Ordinal);
    }

    [Fact]
    public void With_a_model_and_data_alone_only_the_head_moves()
    {
        var run = _folder.File("run");
        Assert.Equal(ExitCodes.Done, Train("--epochs", "1", "-o", run).ExitCode);
        using var record = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "receipt.json")));
        Assert.Equal(0, record.RootElement.GetProperty("results").GetProperty("changed").GetArrayLength());
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(CarriedModel.Folder, "variables", "variables.data-00000-of-00001")),
            File.ReadAllBytes(Path.Combine(run, "model", "variables", "variables.data-00000-of-00001")));
    }

    [Fact]
    public void Batch_normalization_alone_is_refused_with_its_rule() =>
        Assert.StartsWith("HUB0002: ", Train("--unfreeze", "expanded_conv_5/expand_BN", "--dry-run").Failed(ExitCodes.AnswerIsNo), StringComparison.Ordinal);

    [Theory]
    [InlineData("affine", 2)]
    [InlineData("any", 4)]
    public void Batch_normalization_trains_where_the_policy_lets_it(string policy, int moved)
    {
        var run = _folder.File("run");
        Assert.Equal(ExitCodes.Done, Train("--unfreeze", "expanded_conv_5/expand*", "--batch-norm", policy, "--epochs", "1", "-o", run).ExitCode);

        using var record = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "receipt.json")));
        var changed = record.RootElement.GetProperty("results").GetProperty("changed").EnumerateArray().Select(static v => v.GetString()!).ToList();
        Assert.Contains("shapes_mobilenet/expanded_conv_5/expand/kernel", changed);
        Assert.Equal(moved, changed.Count(static name => name.StartsWith("shapes_mobilenet/expanded_conv_5/expand_BN/", StringComparison.Ordinal)));
    }

    [Fact]
    public void Batch_normalization_is_trained_alone_where_the_policy_lets_it() =>
        Assert.Contains("shapes_mobilenet/expanded_conv_5/expand_BN", Train("--unfreeze", "expanded_conv_5/expand_BN", "--batch-norm", "affine", "--dry-run").Output, StringComparison.Ordinal);

    [Fact]
    public void Images_that_are_trained_on_are_not_measured_on()
    {
        Assert.Contains("40 images of it are in --data too", Train("--validation", _images, "--dry-run").Failed(ExitCodes.WrongUsage), StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluating_says_which_images_the_run_was_trained_on_and_measures_on_the_others()
    {
        var run = _folder.File("run");
        Assert.Equal(ExitCodes.Done, Train("--epochs", "2", "--validation", "0.3", "-o", run).ExitCode);
        using var receipt = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "receipt.json")));
        var (learnt, others) = (Images("training"), Images("validation"));

        Assert.Matches($"note +the run was trained on {learnt} of these images; --part validation measures on the {others} others", Evaluate("--data", _images).Done());
        using var measured = JsonDocument.Parse(Evaluate("--data", _images, "--part", "validation", "--format", "json").Done());
        Assert.Equal(others, measured.RootElement.GetProperty("images").GetInt32());
        Assert.Equal(receipt.RootElement.GetProperty("results").GetProperty("after").GetProperty("accuracy").GetDouble(), measured.RootElement.GetProperty("accuracy").GetDouble(), 1e-9);

        Assert.Equal(0, measured.RootElement.GetProperty("trainedOn").GetInt32());
        using var all = JsonDocument.Parse(Evaluate("--data", _images, "--format", "json").Done());
        Assert.Equal(learnt, all.RootElement.GetProperty("trainedOn").GetInt32());

        // An image more: its name says that it was none of those.
        var elsewhere = _folder.File("elsewhere");
        CopyTo(elsewhere);
        File.Copy(Directory.GetFiles(Path.Combine(_images, "Heart"))[0], Path.Combine(_images, "Heart", "more.png"));
        Assert.Contains("note", Evaluate("--data", _images).Done(), StringComparison.Ordinal);
        Assert.Contains("these images were changed since the run", Evaluate("--data", _images).Done(), StringComparison.Ordinal);
        Assert.Contains("changed since the run", Evaluate("--data", _images, "--part", "training").Failed(ExitCodes.WrongUsage), StringComparison.Ordinal);
        using var rest = JsonDocument.Parse(Evaluate("--data", _images, "--part", "validation", "--format", "json").Done());
        Assert.InRange(rest.RootElement.GetProperty("images").GetInt32(), others, others + 1);

        // Elsewhere the run's own images are known by their digest, and others not at all.
        Assert.Contains($"trained on {learnt} of these images", Evaluate("--data", elsewhere).Done(), StringComparison.Ordinal);
        File.Delete(Directory.GetFiles(Path.Combine(elsewhere, "Heart"))[0]);
        Assert.DoesNotContain("note", Evaluate("--data", elsewhere).Done(), StringComparison.Ordinal);
        Assert.Contains("is not known", Evaluate("--data", elsewhere, "--part", "validation").Failed(ExitCodes.BadInput), StringComparison.Ordinal);

        void CopyTo(string folder)
        {
            foreach (var file in Directory.GetFiles(_images, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(folder, Path.GetRelativePath(_images, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }

        int Images(string part) => receipt.RootElement.GetProperty(part).GetProperty("count").GetInt32();
        ToolRun Evaluate(params string[] arguments) => ToolRun.Of(["evaluate", "--run", run, .. arguments]);
    }

    [Fact]
    public void Some_of_the_classes_are_enough_to_measure_on_and_none_may_be_new()
    {
        var run = _folder.File("run");
        var other = _folder.File("other");
        Directory.CreateDirectory(other);
        Assert.Equal(ExitCodes.Done, Train("--epochs", "12", "--lr", "0.01", "-o", run).ExitCode);
        Directory.Move(Path.Combine(_images, "Zigzag"), Path.Combine(other, "Zigzag"));

        using var measured = JsonDocument.Parse(ToolRun.Of("evaluate", "--run", run, "--data", other, "--format", "json").Done());
        Assert.True(measured.RootElement.GetProperty("accuracy").GetDouble() > 0.8);

        Directory.Move(Path.Combine(other, "Zigzag"), Path.Combine(other, "Star"));
        Assert.Contains("its classes are Star, and those that are learnt Heart, Zigzag", ToolRun.Of("evaluate", "--run", run, "--data", other).Failed(ExitCodes.BadInput), StringComparison.Ordinal);
    }

    [Fact]
    public void A_frozen_model_is_refused_with_its_rule_before_anything_is_loaded() => Assert.StartsWith(
        "HUB0001: ",
        ToolRun.Of("train", "--model", Repository.PathOf("samples", "Frozen", "half_plus_two.hubmodel.json"), "--data", _images, "--unfreeze", "*").Failed(ExitCodes.AnswerIsNo),
        StringComparison.Ordinal);

    [Fact]
    public void A_glob_that_matches_nothing_is_wrong_usage() =>
        Assert.Contains("'expanded_conv_9*' matches no layer", Train("--unfreeze", "expanded_conv_9*", "--dry-run").Failed(ExitCodes.WrongUsage), StringComparison.Ordinal);

    [Fact]
    public void A_broken_image_is_named_before_anything_is_written()
    {
        File.WriteAllText(Path.Combine(_images, "Heart", "0.png"), "no image");
        var run = _folder.File("run");
        var result = Train("-o", run);
        Assert.Equal(ExitCodes.BadInput, result.ExitCode);
        Assert.Contains("0.png", result.Error, StringComparison.Ordinal);
        Assert.Equal([_images], Directory.GetDirectories(_folder.Path));
    }

    /// <summary>One in what is trained on and one in what is measured on are two.</summary>
    [Fact]
    public void Broken_images_are_counted_over_both_parts_and_left_out_again_when_the_run_is_measured()
    {
        var run = _folder.File("run");
        var list = ShapeImages.List(_images, "list.csv", "label", "heart", "zigzag");
        var names = Directory.GetFiles(_images, "*.png", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        var validation = Path.Combine(_images, "own.csv");
        File.WriteAllLines(validation, ["path,label", "Heart/measured.png,heart", "Zigzag/other.png,zigzag", "Heart/fine.png,heart"]);
        File.WriteAllText(names[0], "no image");
        File.WriteAllText(Path.Combine(_images, "Heart", "measured.png"), "no image");
        File.Copy(names[^1], Path.Combine(_images, "Zigzag", "other.png"));
        File.Copy(names[1], Path.Combine(_images, "Heart", "fine.png"));
        string[] arguments = ["train", "--model", CarriedModel.Folder, "--data", list, "--validation", validation, "--epochs", "2", "-o", run];

        var refused = ToolRun.Of([.. arguments, "--max-broken", "1"]);
        Assert.Equal(ExitCodes.BadInput, refused.ExitCode);
        Assert.Contains("It is the first of 2 that cannot be read, and --max-broken allows 1", refused.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(run));
        Assert.Equal(ExitCodes.Done, ToolRun.Of([.. arguments, "--max-broken", "2"]).ExitCode);

        var measured = ToolRun.Of("evaluate", "--run", run, "--data", list);
        Assert.Contains("left out: ", measured.Error, StringComparison.Ordinal);
        Assert.Contains("the run was trained on all of these images", measured.Output, StringComparison.Ordinal);
        Assert.Contains("--max-broken", ToolRun.Of("evaluate", "--run", run, "--data", list, "--max-broken", "0").Failed(ExitCodes.BadInput), StringComparison.Ordinal);
        Assert.Contains("repair it, or leave it out", ToolRun.Of("predict", "--run", run, names[0]).Failed(ExitCodes.BadInput), StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_normalization_is_refused_with_the_option_of_the_command_line() =>
        Assert.Contains("or give --batch-norm affine if you mean it", Train("--unfreeze", "*BN*", "--dry-run").Failed(ExitCodes.AnswerIsNo), StringComparison.Ordinal);

    [SkippableFact]
    public void A_folder_that_cannot_be_made_is_told_with_what_to_do()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "needs a folder in which nothing can be made");
        var refused = Train("-o", "/proc/run");
        Assert.Equal(ExitCodes.BadInput, refused.ExitCode);
        Assert.Contains("'/proc/run' cannot be written", refused.Error, StringComparison.Ordinal);
    }

    private ToolRun Train(params string[] arguments) => ToolRun.Of(["train", "--model", CarriedModel.Folder, "--data", _images, .. arguments]);
}
