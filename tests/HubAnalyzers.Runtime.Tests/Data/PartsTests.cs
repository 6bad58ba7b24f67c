using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace HubAnalyzers.Runtime.Tests.Data;

/// <summary>Splits, and sets collected from a source.</summary>
public sealed class PartsTests
{
    [Fact]
    public void An_example_stays_in_its_part_whatever_others_are_added()
    {
        var few = new CountedExamples(200).Split(0.25, seed: 3);
        var more = new CountedExamples(400).Split(0.25, seed: 3);

        var fewNames = NamesOf(few.Validation);
        Assert.Equal(fewNames, NamesOf(more.Validation).Where(static n => int.Parse(n[7..], null) < 200));
        Assert.InRange(few.Validation.Count, 35, 65);
        Assert.Equal(200, few.Training.Count + few.Validation.Count);
        Assert.NotEqual(fewNames, NamesOf(new CountedExamples(200).Split(0.25, seed: 4).Validation));
    }

    [Fact]
    public void A_part_reads_and_is_labelled_as_the_whole_is()
    {
        var validation = new CountedExamples(40).Split(0.5).Validation;
        var values = new float[2];
        validation.Read(3, new ExamplePass(false, 7, 0), values);

        Assert.Equal(validation.NameOf(3), $"folder/{values[0]}");
        Assert.Equal(7, values[1]);
        Assert.Equal((int)values[0] % 2, Assert.IsType<ClassTargets>(validation.Targets).Labels[3]);
    }

    [Fact]
    public void A_split_that_leaves_a_class_out_of_a_part_is_refused_and_the_class_named()
    {
        var images = new LabelledImages(new float[30], [0, 0, 0, 0, 0, 0, 0, 0, 0, 1], 1, 1, 3, ["cat", "dog"]);

        Assert.Contains("no example of the class 'dog' to the", Assert.Throws<ArgumentException>(() => images.Split(0.5)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => images.Split(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => images.Split(double.NaN));
    }

    [Fact]
    public async Task A_source_is_collected_up_to_a_bound_on_memory()
    {
        var images = await LabelledImages.CollectAsync(Source(), 1, 2, 3, ["cat", "dog"]);

        Assert.Equal(10, images.Count);
        Assert.Equal(["0.png", "1.png"], NamesOf(images)[..2]);
        var values = new float[6];
        images.Read(7, default, values);
        Assert.Equal(7, values[5]);
        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => LabelledImages.CollectAsync(Source(), 1, 2, 3, maxBytes: 100));
        Assert.StartsWith("The source gives more than 4 images, which is what 100 bytes hold", e.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => LabelledImages.CollectAsync(Source(), 2, 2, 3));
    }

    private static async IAsyncEnumerable<LabelledImage> Source()
    {
        for (var i = 0; i < 10; i++)
        {
            await Task.Yield();
            yield return new LabelledImage(Enumerable.Repeat((float)i, 6).ToArray(), i % 2, $"{i}.png");
        }
    }

    private static List<string> NamesOf(Examples examples) => [.. Enumerable.Range(0, examples.Count).Select(examples.NameOf)];
}
