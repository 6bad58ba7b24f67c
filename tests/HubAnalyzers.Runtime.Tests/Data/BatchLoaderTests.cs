using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace HubAnalyzers.Runtime.Tests.Data;

/// <summary>Batches come in the order asked for, whoever reads them, and no more are read ahead than was allowed.</summary>
public sealed class BatchLoaderTests
{
    private static readonly int[] _order = [.. Enumerable.Range(0, 23).Select(static i => (i * 7) % 23)];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void Batches_come_in_the_order_asked_for_whatever_the_number_of_workers(int workers)
    {
        var examples = new CountedExamples(23) { BeforeRead = static i => Thread.Sleep(i % 5) };

        var batches = Read(examples, new DataOptions { Workers = workers, Prefetch = 2 }, new ExamplePass(true, 3, 1));

        Assert.Equal([5, 5, 5, 5, 3], batches.Select(static b => b.Indices.Length));
        Assert.Equal(_order, batches.SelectMany(static b => b.Indices));
        Assert.Equal(_order.SelectMany(static i => new[] { (float)i, 3f }), batches.SelectMany(static b => b.Values));
    }

    [Fact]
    public void No_more_than_the_allowed_batches_are_read_before_they_are_asked_for()
    {
        var examples = new CountedExamples(23);
        using var batches = new BatchLoader(examples, new DataOptions { Workers = 3, Prefetch = 2 }).Read(_order, 5, default).GetEnumerator();

        Assert.True(batches.MoveNext());
        SpinWait.SpinUntil(() => examples.Reads >= 15, 5000);
        Thread.Sleep(50);

        // One that was given out, two ahead.
        Assert.Equal(15, examples.Reads);
        batches.Current.Dispose();
    }

    [Fact]
    public void Broken_examples_are_left_out_and_told_once_as_long_as_there_are_no_more_than_allowed()
    {
        var loader = new BatchLoader(new CountedExamples(6, 1, 2, 3), new DataOptions { MaxBroken = 3, Workers = 2 });

        for (var epoch = 0; epoch < 2; epoch++)
        {
            var batches = Read(loader, [0, 1, 2, 3, 4, 5], 2);
            Assert.Equal([[0], [4, 5]], batches.Select(static b => b.Indices));
        }

        Assert.Equal(["folder/1", "folder/2", "folder/3"], loader.Broken.Select(static e => e.File));
    }

    [Fact]
    public void One_broken_example_more_than_allowed_is_an_error_that_names_it()
    {
        var e = Assert.Throws<BrokenExampleException>(() => Read(new BatchLoader(new CountedExamples(6, 1, 3), new DataOptions { MaxBroken = 1 }), [0, 1, 2, 3, 4, 5], 2));

        Assert.Equal("folder/3: it is a test. It is number 2 that cannot be read, and MaxBroken allows 1.", e.Message);
        Assert.Equal("folder/3", e.File);
    }

    [Fact]
    public void A_fault_of_the_set_itself_reaches_the_training_thread()
    {
        var examples = new CountedExamples(23) { BeforeRead = static i => _ = i == 12 ? throw new InvalidOperationException("own fault") : 0 };

        Assert.Equal("own fault", Assert.Throws<InvalidOperationException>(() => Read(examples, new DataOptions { Workers = 2 }, default)).Message);
    }

    [Fact]
    public void Cancelling_ends_a_wait_for_an_example_that_is_slow()
    {
        using var slow = new ManualResetEventSlim();
        using var cancellation = new CancellationTokenSource();
        var examples = new CountedExamples(23) { BeforeRead = _ => { cancellation.Cancel(); slow.Wait(TimeSpan.FromMilliseconds(200)); } };

        Assert.ThrowsAny<OperationCanceledException>(
            () => new BatchLoader(examples, new DataOptions { Workers = 1 }).Read(_order, 5, default, cancellation.Token).Count());
    }

    [Fact]
    public void Mixing_makes_each_a_mean_of_itself_and_its_neighbour_and_the_targets_can_follow()
    {
        var examples = new CountedExamples(23) { Mixing = 0.4 };
        var pass = new ExamplePass(true, 3, 1);
        using var batch = new BatchLoader(examples, new DataOptions()).Read([4, 9, 20], 3, pass).Single();

        var mix = batch.Mix!;
        Assert.All(mix.Weights, static w => Assert.InRange(w, 0.5f, 1f));
        var values = batch.Values.data<float>().ToArray();
        Assert.Equal((4 * mix.Weights[0]) + (9 * (1 - mix.Weights[0])), values[0], 1e-5);
        Assert.Equal((20 * mix.Weights[2]) + (4 * (1 - mix.Weights[2])), values[4], 1e-5);
        using var targets = TorchSharp.torch.tensor(new float[,] { { 1, 0 }, { 0, 1 }, { 1, 0 } });
        using var mixed = mix.Apply(targets);
        Assert.Equal([mix.Weights[0], 1 - mix.Weights[0]], mixed.data<float>().ToArray()[..2]);

        using var again = new BatchLoader(examples, new DataOptions { Workers = 0 }).Read([4, 9, 20], 3, pass).Single();
        Assert.Equal(mix.Weights, again.Mix!.Weights);
        using var measured = new BatchLoader(examples, new DataOptions()).Read([4, 9, 20], 3, pass with { IsTraining = false }).Single();
        Assert.Null(measured.Mix);
    }

    private static List<(int[] Indices, float[] Values)> Read(Examples examples, DataOptions options, ExamplePass pass) =>
        Read(new BatchLoader(examples, options), _order, 5, pass);

    private static List<(int[] Indices, float[] Values)> Read(BatchLoader loader, int[] order, int batchSize, ExamplePass pass = default)
    {
        var batches = new List<(int[] Indices, float[] Values)>();
        foreach (var batch in loader.Read(order, batchSize, pass))
        {
            using (batch)
            {
                batches.Add((batch.Indices, batch.Values.data<float>().ToArray()));
            }
        }

        return batches;
    }
}
