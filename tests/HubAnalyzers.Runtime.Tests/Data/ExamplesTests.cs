using System;
using System.Linq;

namespace HubAnalyzers.Runtime.Tests.Data;

/// <summary>A set's digest stands for all that is learnt from.</summary>
public sealed class ExamplesTests
{
    [Fact]
    public void The_digest_covers_contents_targets_names_and_shape()
    {
        float[] pixels = [.. Enumerable.Range(0, 12).Select(static i => i / 12f)];
        var digest = new LabelledImages(pixels, [0, 1], 1, 2, 3).Digest;
        float[] changed = [.. pixels[..^1], 0.5f];

        Assert.Matches("^sha256:[0-9a-f]{64}$", digest);
        Assert.Equal(digest, new LabelledImages([.. pixels], [0, 1], 1, 2, 3).Digest);
        Assert.NotEqual(digest, new LabelledImages(changed, [0, 1], 1, 2, 3).Digest);
        Assert.NotEqual(digest, new LabelledImages(pixels, [1, 0], 1, 2, 3).Digest);
        Assert.NotEqual(digest, new LabelledImages(pixels, [0, 1], 2, 1, 3).Digest);
        Assert.NotEqual(digest, new LabelledImages(pixels, [0, 1], 1, 2, 3, ["cat", "dog"]).Digest);
        Assert.NotEqual(digest, new LabelledImages(pixels, [0, 1], 1, 2, 3, names: ["a.png", "b.png"]).Digest);
    }

    [Fact]
    public void A_broken_example_is_named_when_the_digest_is_asked_for()
    {
        Assert.Equal("folder/5", Assert.Throws<BrokenExampleException>(() => new CountedExamples(9, 5).Digest).File);
    }

    [Fact]
    public void Images_in_memory_have_classes_named_by_number_and_are_named_by_place()
    {
        var images = new LabelledImages(new float[6], [2, 0], 1, 1, 3);

        var targets = Assert.IsType<ClassTargets>(images.Targets);
        Assert.Equal(["0", "1", "2"], targets.Names);
        Assert.Equal([2, 0], targets.Labels);
        Assert.Equal("image 1", images.NameOf(1));
        Assert.Throws<ArgumentException>(() => new LabelledImages(new float[6], [2, 0], 1, 1, 3, ["cat", "dog"]));
    }

    [Fact]
    public void Targets_that_do_not_fit_their_names_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new ClassTargets([-1], ["a"]));
        Assert.Throws<ArgumentException>(() => new MultiLabelTargets([[1, 0]], ["a"]));
        Assert.Throws<ArgumentException>(() => new MultiLabelTargets([[2]], ["a"]));
        Assert.Throws<ArgumentException>(() => new ValueTargets([[float.NaN]], ["a"]));
    }
}
