using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using HubAnalyzers.Testing;
using HubAnalyzers.Tool.Training;

namespace HubAnalyzers.Tool.Tests.Training;

/// <summary>A run replaces nothing that it was not told to replace, and never what no run wrote.</summary>
public sealed class RunFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _images;
    private readonly string _run;

    public RunFolderTests()
    {
        _images = ShapeImages.Write(_folder, perClass: 10);
        _run = _folder.File("run");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_does_not_go_into_the_models_own_folder()
    {
        var model = CarriedModel.CopyTo(_folder);
        foreach (var to in (string[])[model, Path.Combine(model, "run"), _folder.Path])
        {
            Assert.Contains("the model's own folder", ToolRun.Of("train", "--model", model, "--data", _images, "-o", to, "--overwrite").Failed(ExitCodes.WrongUsage), StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(Path.Combine(model, "run")));
    }

    [Fact]
    public void A_folder_that_is_no_run_is_refused_with_and_without_overwrite()
    {
        Assert.Contains("no folder of a run", Train("-o", _images).Failed(ExitCodes.WrongUsage), StringComparison.Ordinal);
        Assert.Contains("no folder of a run", Train("-o", _images, "--overwrite").Failed(ExitCodes.WrongUsage), StringComparison.Ordinal);
        Assert.Equal(20, Directory.GetFiles(_images, "*.png", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void A_finished_run_is_replaced_only_when_asked_and_only_where_it_holds_nothing_else()
    {
        Assert.Equal(ExitCodes.Done, Train("-o", _run).ExitCode);
        var receipt = File.ReadAllText(Path.Combine(_run, "receipt.json"));
        Assert.Contains("--overwrite", Train("-o", _run).Failed(ExitCodes.WrongUsage), StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(_run, "notes.txt"), "mine");
        Assert.Contains("'notes.txt', which no run wrote", Train("-o", _run, "--overwrite").Failed(ExitCodes.WrongUsage), StringComparison.Ordinal);
        Assert.Equal(receipt, File.ReadAllText(Path.Combine(_run, "receipt.json")));

        File.Delete(Path.Combine(_run, "notes.txt"));
        Assert.Equal(ExitCodes.Done, Train("-o", _run, "--overwrite", "--seed", "2").ExitCode);
        Assert.NotEqual(receipt, File.ReadAllText(Path.Combine(_run, "receipt.json")));
        Assert.Equal(["checkpoints", "confusion.png", "curves.png", "events", "head", "model", "receipt.json", "report.html"], Directory.GetFileSystemEntries(_run).Select(NameOf).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_run_that_cannot_begin_leaves_no_folder()
    {
        Assert.Equal(ExitCodes.WrongUsage, Train("-o", _run, "--warm-up", "1000").ExitCode);
        Assert.False(Directory.Exists(_run));
    }

    [Fact]
    public void A_finished_run_is_kept_until_the_one_that_replaces_it_is_finished()
    {
        Assert.Equal(ExitCodes.Done, Train("-o", _run).ExitCode);
        var before = Content(_run);

        // It is known before it begins that it cannot, and found when it has begun: the older one stands as it did.
        var file = _folder.File("file");
        File.WriteAllText(file, "no folder");
        Assert.Equal(ExitCodes.WrongUsage, Train("-o", _run, "--overwrite", "--warm-up", "1000").ExitCode);
        Assert.Equal(before, Content(_run));
        CannotBegin(file);
        Assert.Equal(before, Content(_run));

        // It was begun, and is killed.
        var folder = new RunFolder(_run);
        using (folder.Lock())
        {
            folder.Begin(RequestOf(_run), overwrite: true);
        }

        Assert.Equal(["request.json"], Directory.GetFiles(_run).Select(Path.GetFileName));
        Assert.Equal(before, Content(Path.Combine(_run, ".replaced")));
        Assert.Contains("--resume", Train("-o", _run).Failed(ExitCodes.WrongUsage), StringComparison.Ordinal);

        // One that replaces what was not finished keeps it too.
        CannotBegin(file);
        Assert.Equal(before, Content(_run));
    }

    [Fact]
    public void An_unfinished_run_cannot_be_asked_and_says_how_to_go_on()
    {
        Directory.CreateDirectory(_run);
        File.WriteAllText(Path.Combine(_run, "request.json"), "{}");
        Assert.Contains($"--resume {_run}", ToolRun.Of("predict", "--run", _run, "x.png").Failed(ExitCodes.BadInput), StringComparison.Ordinal);
        Assert.Contains("--resume", Train("-o", _run).Failed(ExitCodes.WrongUsage), StringComparison.Ordinal);
        Assert.Contains("request.json", ToolRun.Of("train", "--resume", _run).Failed(ExitCodes.BadInput), StringComparison.Ordinal);
    }

    /// <summary>A receipt comes from anywhere: one that no command line could have asked for is not guessed at.</summary>
    [Theory]
    [InlineData("\"optimizer\": \"adam\"", "\"optimizer\": \"lion\"", "'optimizer' is 'lion', which is none of adam, adamw, sgd")]
    [InlineData("\"headOn\": \"output\"", "\"headOn\": \"pixels\"", "'headOn' is 'pixels', which is none of auto, output, features, logits")]
    [InlineData("\"learningRates\": [", "\"learningRates\": [0.1, ", "'learningRates' has 3 values")]
    public void A_request_of_unknown_words_is_refused_by_name(string then, string now, string problem)
    {
        Assert.Equal(ExitCodes.Done, Train("-o", _run).ExitCode);
        var receipt = Path.Combine(_run, "receipt.json");
        Assert.Contains(then, File.ReadAllText(receipt), StringComparison.Ordinal);
        File.WriteAllText(receipt, File.ReadAllText(receipt).Replace(then, now, StringComparison.Ordinal));

        Assert.Contains(problem, ToolRun.Of("replay", _run).Failed(ExitCodes.BadInput), StringComparison.Ordinal);
    }

    /// <summary>A later version may read another range of values off the same model; the run was trained with this one.</summary>
    [Fact]
    public void How_images_were_fed_to_the_model_is_kept()
    {
        Assert.Equal(ExitCodes.Done, Train("-o", _run).ExitCode);

        Assert.Equal(new ImageInput(48, 48, 0, 1, "crop"), RequestOf(_run).Images);
    }

    [Fact]
    public void Two_processes_do_not_train_into_one_folder()
    {
        Directory.CreateDirectory(_run);
        using var held = new FileStream(Path.Combine(_run, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        File.WriteAllText(Path.Combine(_run, "request.json"), "{}");
        Assert.Contains("another process", Train("-o", _run, "--overwrite").Failed(ExitCodes.BadInput), StringComparison.Ordinal);
        Assert.Contains("another process", Train("-o", _run).Failed(ExitCodes.BadInput), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_run, "request.json")));
    }

    [Fact]
    public void A_run_that_another_process_finished_meanwhile_is_not_removed()
    {
        var folder = new RunFolder(_run);
        folder.RequireFree(overwrite: false);
        Directory.CreateDirectory(_run);
        File.WriteAllText(folder.Receipt, "{}");
        using var held = folder.Lock();
        Assert.Throws<WrongUsageException>(() => folder.Begin(null!, overwrite: false));
        Assert.Equal("{}", File.ReadAllText(folder.Receipt));
    }

    [Fact]
    public void What_a_process_that_was_killed_left_is_no_reason_to_refuse()
    {
        Directory.CreateDirectory(Path.Combine(_run, ".model.x1y2z3.abc"));
        File.WriteAllText(Path.Combine(_run, ".lock"), "");
        File.WriteAllText(Path.Combine(_run, "request.json"), "{}");
        Assert.Equal(ExitCodes.Done, Train("-o", _run, "--overwrite").ExitCode);
        Assert.DoesNotContain(Directory.GetFileSystemEntries(_run), static e => Path.GetFileName(e).StartsWith('.'));
    }

    /// <summary>A file's name; those of event files hold the time and the machine.</summary>
    internal static string NameOf(string path) => Path.GetFileName(path) is var name && name.StartsWith("events.out.tfevents.", StringComparison.Ordinal) ? "events" : name;

    private static TrainRequest RequestOf(string run) => RequestJson.Of(new RunFolder(run).ReadReceipt().Request!.Value, run);

    private static SortedDictionary<string, string> Content(string folder) => new(
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(folder, f), static f => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))),
        StringComparer.Ordinal);

    private ToolRun Train(params string[] arguments) => ToolRun.Of(["train", "--model", CarriedModel.Folder, "--data", _images, "--epochs", "1", .. arguments]);

    /// <summary>Trains over the run, with a file where the folder of kept features should be: found once the plan is printed.</summary>
    private void CannotBegin(string file)
    {
        var run = Train("-o", _run, "--overwrite", "--feature-cache", file);
        Assert.Equal(ExitCodes.BadInput, run.ExitCode);
        Assert.Contains(file, run.Error, StringComparison.Ordinal);
    }
}
