using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using HubAnalyzers.Runtime.Features;
using HubAnalyzers.Runtime.Tests.Models;
using HubAnalyzers.Runtime.Tests.Training;
using HubAnalyzers.Testing;
using TorchSharp;

namespace HubAnalyzers.Runtime.Tests.Features;

/// <summary>A run with a cache ends in the bits of one without, and says what was kept where and why.</summary>
[Collection(LiveTensorsCollection.Name)]
public sealed class FeatureCacheTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(FrozenEngine.Auto, CarriedModel.Expand)]
    [InlineData(FrozenEngine.TorchSharp, CarriedModel.Expand)]
    [InlineData(FrozenEngine.Auto, "shapes_mobilenet/expanded_conv_1/project")]
    public void With_a_cache_in_memory_or_on_disk_a_run_ends_in_the_bits_of_one_without(FrozenEngine engine, string layer)
    {
        var without = Run(null, engine, layer);
        var inMemory = Run(new FeatureCacheOptions(), engine, layer);
        var onDisk = Run(new FeatureCacheOptions { Directory = _folder.File("cache") }, engine, layer);
        var again = Run(new FeatureCacheOptions { Directory = _folder.File("cache") }, engine, layer);

        // Training and validation examples, in two stages.
        Assert.Equal(4, Lines(inMemory).Count(static l => l.Contains("kept in memory", StringComparison.Ordinal)));
        Assert.Equal(4, Lines(onDisk).Count(static l => l.Contains("kept on disk", StringComparison.Ordinal)));
        Assert.Equal(4, Directory.GetFiles(_folder.File("cache"), "*.features").Length);
        foreach (var other in new[] { inMemory, onDisk, again })
        {
            Assert.Empty(other.Warnings);
            Assert.Equal(without.Receipt!.Results.ModelWeights, other.Receipt!.Results.ModelWeights);
            Assert.Equal(without.Receipt.Results.HeadWeights, other.Receipt.Results.HeadWeights);
            Assert.Equal(without.History.Select(static e => e.Loss), other.History.Select(static e => e.Loss));
            Assert.Equal(without.MetricsAfter, other.MetricsAfter);
        }

        Assert.Equal(onDisk.Receipt!.ToJson(), again.Receipt!.ToJson());
    }

    [Fact]
    public void A_second_run_takes_what_the_first_left_and_a_damaged_file_is_computed_anew()
    {
        var cache = new FeatureCacheOptions { Directory = _folder.File("cache") };
        var first = Run(cache);
        var times = Directory.GetFiles(cache.Directory!).ToDictionary(static f => f, File.GetLastWriteTimeUtc);

        Assert.Empty(Run(cache).Warnings);
        Assert.All(times, static t => Assert.Equal(t.Value, File.GetLastWriteTimeUtc(t.Key)));

        var damaged = times.Keys.First();
        File.WriteAllBytes(damaged, File.ReadAllBytes(damaged)[..^5]);
        var mended = Run(cache);

        Assert.StartsWith($"The features in '{damaged}' were computed anew: it is torn", Assert.Single(mended.Warnings), StringComparison.Ordinal);
        Assert.Equal(first.Receipt!.Results.HeadWeights, mended.Receipt!.Results.HeadWeights);
        FeatureFile.Open(damaged).Dispose();
    }

    [Fact]
    public void Shards_that_others_computed_are_found_once_they_are_merged()
    {
        var cache = new FeatureCacheOptions { Directory = _folder.File("cache") };
        Directory.CreateDirectory(cache.Directory!);
        using var model = CarriedModel.Load();
        var images = TinyProblem.Images(10);
        var (a, b) = (_folder.File("a.features"), _folder.File("b.features"));
        FeatureExtraction.Write(model, images, [0, 2, 4, 6, 8], a, new DataOptions(), batchSize: 4);
        var key = FeatureExtraction.Write(model, images, [1, 3, 5, 7, 9], b, new DataOptions(), batchSize: 4);
        var whole = Path.Combine(cache.Directory!, key.FileName);
        using (FeatureFile first = FeatureFile.Open(a), second = FeatureFile.Open(b))
        {
            FeatureFile.Merge(whole, [first, second]);
        }

        var time = File.GetLastWriteTimeUtc(whole);

        var result = Run(cache);

        Assert.Equal(time, File.GetLastWriteTimeUtc(whole));
        Assert.Contains(Lines(result), l => l.Contains("training examples", StringComparison.Ordinal) && l.Contains(key.Digest, StringComparison.Ordinal));
        Assert.Equal(Run(null).Receipt!.Results.HeadWeights, result.Receipt!.Results.HeadWeights);
    }

    [Fact]
    public void A_run_that_is_resumed_with_a_cache_on_disk_ends_where_one_without_ends()
    {
        var without = Run(null, layer: CarriedModel.Expand);
        var cache = new FeatureCacheOptions { Directory = _folder.File("cache") };
        using (var cancel = new CancellationTokenSource())
        {
            Assert.Throws<OperationCanceledException>(() => Run(
                cache, layer: CarriedModel.Expand, checkpoints: _folder.File("run"), cancellationToken: cancel.Token, progress: new TinyProblem.Callback(p =>
                {
                    if (p is { StageIndex: 1, Epoch: 1, Step: 2 })
                    {
                        cancel.Cancel();
                    }
                })));
        }

        var resumed = Run(cache, layer: CarriedModel.Expand, checkpoints: _folder.File("run"));
        var over = Run(cache, layer: CarriedModel.Expand, checkpoints: _folder.File("run"));

        Assert.NotNull(resumed.ResumedFrom);
        Assert.Equal(without.Receipt!.Results.ModelWeights, resumed.Receipt!.Results.ModelWeights);
        Assert.Equal(without.Receipt.Results.HeadWeights, resumed.Receipt.Results.HeadWeights);
        Assert.Equal(Lines(resumed), Lines(over));
        Assert.Equal(4, Lines(resumed).Count(static l => l.Contains("kept on disk", StringComparison.Ordinal)));
    }

    [Fact]
    public void With_a_cache_each_example_is_read_once_in_a_run_the_measuring_before_the_first_step_too()
    {
        var (training, validation) = (new CountedReads(TinyProblem.Images(10)), new CountedReads(TinyProblem.Images(5, seed: 2)));
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2, seed: 3);

        var result = new FineTuner(model, head) { AreExamplesSound = true }.Train(training, validation, Options(model, new FeatureCacheOptions(), null, 3));

        Assert.Equal((10, 5), (training.Reads, validation.Reads));
        Assert.NotEqual(result.MetricsBefore["loss"], result.MetricsAfter["loss"]);
    }

    [Fact]
    public void What_is_not_kept_has_its_reason_in_the_receipt()
    {
        var augmented = TinyProblem.Images(10).Augment(new ImageAugmentation { MirrorLeftRight = true });

        Assert.Equal(["FeatureCache is null", "FeatureCache is null"], Reasons(Run(null)));
        Assert.Equal(["the examples are varied anew in each epoch", ""], Reasons(Run(new FeatureCacheOptions(), images: augmented)));

        // What is validated on is gone through before the first step too.
        Assert.Equal(["they are gone through once only", ""], Reasons(Run(new FeatureCacheOptions(), epochs: 1)));
        Assert.Equal(["they take 7.5 KiB, of MaxMemoryBytes (4 KiB) 4 KiB are left, and no Directory is given", ""], Reasons(Run(new FeatureCacheOptions { MaxMemoryBytes = 4096 })));
        Assert.Equal(["nothing of the call is the same each time", "nothing of the call is the same each time"], Reasons(Run(new FeatureCacheOptions(), layer: CarriedModel.Stem)).Skip(2));

        static string[] Reasons(FineTuneResult result) =>
            [.. Lines(result).Where(static l => l.Contains("examples: what the frozen part gives is", StringComparison.Ordinal)).Select(static l => l.Contains("not kept, for ", StringComparison.Ordinal) ? l.Split("not kept, for ")[1] : "")];
    }

    [Fact]
    public void The_receipt_has_the_plan_of_each_stage_and_no_measured_time()
    {
        var lines = Lines(Run(new FeatureCacheOptions(), layer: CarriedModel.Expand));

        Assert.Contains("stage 'head': trained part: none, for nothing trains", lines);
        Assert.Contains(lines, static l => l.StartsWith("stage 'layers': cut: behind '", StringComparison.Ordinal));
        Assert.Contains(lines, static l => l.StartsWith("stage 'layers': training examples: what the frozen part gives is kept in memory, 10 x [", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, static l => l.Contains(" ms ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_with_a_cache_leaves_no_tensor_behind()
    {
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2, seed: 3);
        Train(model, head, Options(model, new FeatureCacheOptions(), CarriedModel.Expand, 2));
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = torch.Tensor.TotalCount;

        Train(model, head, Options(model, new FeatureCacheOptions(), CarriedModel.Expand, 4));

        Assert.Equal(before, torch.Tensor.TotalCount);
    }

    private static IReadOnlyList<string> Lines(FineTuneResult result) => result.Receipt!.Plan;

    private static FineTuneResult Run(
        FeatureCacheOptions? cache,
        FrozenEngine engine = FrozenEngine.Auto,
        string? layer = null,
        int epochs = 2,
        Examples? images = null,
        string? checkpoints = null,
        IProgress<FineTuneProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        using var model = HubModel.Load(CarriedModel.Folder, new HubLoadOptions { FrozenEngine = engine });
        using var head = new ClassificationHead(model, 2, seed: 3);
        var options = Options(model, cache, layer, epochs) with { Checkpoints = checkpoints is null ? null : new CheckpointOptions(checkpoints) { Resume = true, EverySteps = 1 } };
        return Train(model, head, options, images, progress, cancellationToken);
    }

    /// <summary>Ten images, four a step: the last step has two.</summary>
    private static FineTuneResult Train(HubModel model, Head head, FineTuneOptions options, Examples? images = null, IProgress<FineTuneProgress>? progress = null, CancellationToken cancellationToken = default) =>
        new FineTuner(model, head).Train(images ?? TinyProblem.Images(10), TinyProblem.Images(5, seed: 2), options, progress, cancellationToken);

    private sealed class CountedReads(Examples inner) : Examples
    {
        private int _reads;

        public int Reads => _reads;

        public override int Count => inner.Count;

        public override IReadOnlyList<int> Shape => inner.Shape;

        public override ExampleTargets Targets => inner.Targets;

        public override string NameOf(int index) => inner.NameOf(index);

        protected internal override byte[] HashOf(int index) => inner.HashOf(index);

        protected internal override void Read(int index, in ExamplePass pass, Span<float> values)
        {
            Interlocked.Increment(ref _reads);
            inner.Read(index, pass, values);
        }
    }

    private static FineTuneOptions Options(HubModel model, FeatureCacheOptions? cache, string? layer, int epochs) => new()
    {
        BatchSize = 4,
        FeatureCache = cache,
        Stages =
        [
            new FineTuneStage("head", epochs, 1e-2),
            .. layer is null ? [] : new[] { new FineTuneStage("layers", epochs, 1e-3) { Layers = [model.GetLayer(layer)] } },
        ],
    };
}
