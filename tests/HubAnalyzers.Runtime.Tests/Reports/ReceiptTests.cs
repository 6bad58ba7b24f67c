using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using HubAnalyzers.Runtime.Tests.Models;
using HubAnalyzers.Runtime.Tests.Training;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Runtime.Tests.Reports;

/// <summary>A receipt tells one run from another, and the same run from none.</summary>
public sealed class ReceiptTests : IClassFixture<ReceiptTests.Runs>, IDisposable
{
    private readonly Runs _runs;
    private readonly TempFolder _folder = new();

    public ReceiptTests(Runs runs) => _runs = runs;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_run_has_the_same_receipt_and_another_seed_another()
    {
        Assert.Empty(FineTuneReceipt.Compare(_runs.First, _runs.Again));

        var places = FineTuneReceipt.Compare(_runs.First, _runs.OtherSeed).Select(static d => d.Place).ToList();
        Assert.Contains("options.seed", places);
        Assert.Contains("results.modelWeights", places);
        Assert.Contains("results.headWeights", places);
        Assert.DoesNotContain(places, static p => p.StartsWith("model.", StringComparison.Ordinal) || p.StartsWith("training.", StringComparison.Ordinal) || p.StartsWith("environment.", StringComparison.Ordinal));
    }

    [Fact]
    public void It_says_what_the_run_was_made_of_and_what_came_out()
    {
        var receipt = _runs.First;

        Assert.Equal(_runs.ModelDigest, receipt.Model.Digest);
        Assert.Equal(TinyProblem.Images().Digest, receipt.Training.Digest);
        Assert.Equal([4, 4], receipt.Training.CountOfEach);
        Assert.Equal(["head", "head", "layers", "layers"], receipt.Epochs.Select(static e => e.Stage));
        Assert.Equal([CarriedModel.Expand + "/kernel"], receipt.Results.Changed);
        Assert.Equal(CarriedModel.Expand, receipt.Options.GetProperty("stages")[1].GetProperty("layers")[0].GetString());
        Assert.Equal("adam", receipt.Options.GetProperty("optimizer").GetProperty("kind").GetString());
        Assert.Equal("0.107.0", receipt.Environment.TorchSharp);
        Assert.Equal("cpu", receipt.Environment.Device);
        Assert.Equal("Frozen, Float32, Auto", receipt.Model.LoadedWith);
        Assert.Matches(@"^\d+\.\d+\.\d+", receipt.Environment.OnnxRuntime);
        Assert.Matches(@"^\d+\.\d+\.\d+", receipt.Environment.SkiaSharp);
        Assert.Contains(receipt.Environment.Instructions, new[] { "avx512", "avx2", "neon", "default" });
    }

    [Fact]
    public void Where_only_the_head_was_drawn_or_made_otherwise_the_cause_is_named()
    {
        var first = Of(1, 0.2);

        Assert.Empty(Causes(first, Of(1, 0.2)));
        Assert.Equal(["start.headWeights"], Causes(first, Of(2, 0.2)));
        Assert.Equal(["headForm"], Causes(first, Of(1, 0.6)));

        FineTuneReceipt Of(int seed, double dropout)
        {
            using var model = CarriedModel.Load();
            using var head = new ClassificationHead(model, 2, seed, new HeadOptions { Dropout = dropout });
            return new FineTuner(model, head).Train(TinyProblem.Images(), TinyProblem.Images(4), new FineTuneOptions { BatchSize = 4, Stages = [new FineTuneStage("head", 1, 1e-2)] }).Receipt!;
        }

        static IEnumerable<string> Causes(FineTuneReceipt a, FineTuneReceipt b) => FineTuneReceipt.Compare(a, b)
            .Select(static d => d.Place).Where(static p => !p.StartsWith("results.", StringComparison.Ordinal) && !p.StartsWith("epochs", StringComparison.Ordinal));
    }

    [Fact]
    public void It_is_the_same_bytes_in_every_culture_and_when_it_was_read_back()
    {
        var path = _folder.File("receipt.json");
        _runs.First.Write(path);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            var withComma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            withComma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = withComma;
            Assert.Equal(File.ReadAllBytes(path), _runs.First.ToJson());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        var read = FineTuneReceipt.Read(path);
        Assert.Equal(Encoding.UTF8.GetString(File.ReadAllBytes(path)), Encoding.UTF8.GetString(read.ToJson()));
        Assert.Empty(FineTuneReceipt.Compare(_runs.First, read));
        Assert.Equal(["receipt.json"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("", "it is no receipt")]
    [InlineData("null", "it holds null")]
    [InlineData("{}", "it is no receipt")]
    [InlineData("[1]", "it is no receipt")]
    [InlineData(null, "it cannot be read")]
    public void What_is_no_receipt_is_refused_by_name(string? text, string problem)
    {
        var path = _folder.File("other.json");
        if (text is not null)
        {
            File.WriteAllText(path, text);
        }

        var e = Assert.Throws<DataFormatException>(() => FineTuneReceipt.Read(path));
        Assert.StartsWith($"{path}: {problem}", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_form_is_refused()
    {
        var path = _folder.File("receipt.json");
        (_runs.First with { SchemaVersion = 2 }).Write(path);

        Assert.Equal("its schemaVersion is 2, and this program reads 1", Assert.Throws<DataFormatException>(() => FineTuneReceipt.Read(path)).Problem);
    }

    public sealed class Runs
    {
        public Runs()
        {
            First = Run(5);
            Again = Run(5);
            OtherSeed = Run(6);
        }

        internal FineTuneReceipt First { get; }

        internal FineTuneReceipt Again { get; }

        internal FineTuneReceipt OtherSeed { get; }

        internal string ModelDigest { get; private set; } = "";

        private FineTuneReceipt Run(ulong seed)
        {
            using var model = CarriedModel.Load();
            using var head = new ClassificationHead(model, 2, seed: 3);
            ModelDigest = model.Facts.Digest;
            var options = TinyProblem.Options(seed, model.GetLayer(CarriedModel.Expand));
            return new FineTuner(model, head).Train(TinyProblem.Images(), TinyProblem.Images(seed: 2), options).Receipt!;
        }
    }
}
