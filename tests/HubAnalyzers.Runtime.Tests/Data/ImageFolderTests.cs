using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HubAnalyzers.Testing;
using SkiaSharp;

namespace HubAnalyzers.Runtime.Tests.Data;

/// <summary>Folders and lists of images: what is listed, in what order, and what is refused.</summary>
public sealed class ImageFolderTests : IDisposable
{
    private static readonly ImagePreprocessing _small = new(4, 4);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_for_each_class_is_listed_as_a_person_sorts_names_with_the_folders_below()
    {
        Image("dog/2.png");
        Image("dog/10.jpeg");
        Image("cat/far/below/1.png");
        Image("cat/0.png");
        File.WriteAllText(_folder.File("cat/notes.txt"), "no image");
        Image(".hidden/1.png");
        Image("cat/._0.png");
        Image("stray.png");

        var images = ImageFolder.Open(_folder.Path, _small);

        Assert.Equal(["cat/0.png", "cat/far/below/1.png", "dog/2.png", "dog/10.jpeg"], NamesOf(images));
        var targets = Assert.IsType<ClassTargets>(images.Targets);
        Assert.Equal(["cat", "dog"], targets.Names);
        Assert.Equal([0, 0, 1, 1], targets.Labels);
        Assert.Equal([4, 4, 3], images.Shape);
        Assert.Equal("4x4x3, crop, bilinear, 0 to 1", images.Preprocessing);
    }

    [Fact]
    public void A_folder_without_classes_an_empty_class_and_a_missing_folder_are_told_with_the_remedy()
    {
        Assert.Contains("there is no such folder; give the folder that holds the images", Refusal(_folder.File("none")), StringComparison.Ordinal);
        Image("cat/0.png");
        Assert.Contains("it has only one folder of images; make a folder for each class", Refusal(_folder.Path), StringComparison.Ordinal);
        Directory.CreateDirectory(_folder.File("dog"));
        Assert.StartsWith($"{_folder.File("dog")}: it has no images; add some", Refusal(_folder.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void Links_that_lead_out_of_the_folder_are_refused_and_one_within_is_a_file_like_others()
    {
        using var elsewhere = new TempFolder();
        var secret = ImageFiles.Write(elsewhere.File("secret.png"), SKColors.Red);
        Image("cat/0.png");
        Image("dog/0.png");
        File.CreateSymbolicLink(_folder.File("dog/1.png"), _folder.File("dog/0.png"));
        Assert.Equal(3, ImageFolder.Open(_folder.Path, _small).Count);

        File.CreateSymbolicLink(_folder.File("dog/2.png"), secret);
        Assert.Contains("it is a link that leads out of", Refusal(_folder.Path), StringComparison.Ordinal);
        File.Delete(_folder.File("dog/2.png"));
        Directory.CreateSymbolicLink(_folder.File("dog/more"), elsewhere.Path);
        Assert.Contains("it is a link to a folder", Refusal(_folder.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_with_more_images_than_allowed_is_refused()
    {
        Image("cat/0.png");
        Image("dog/0.png");

        Assert.Throws<DataFormatException>(() => ImageFolder.Open(_folder.Path, _small, new ImageLimits { MaxFiles = 1 }));
    }

    [Fact]
    public void Names_sort_by_the_numbers_in_them()
    {
        string[] sorted = ["a", "a01", "a1", "a1b", "a2", "a10", "a10b2", "a10b10", "b"];

        Assert.Equal(sorted, sorted.Reverse().Order(NaturalOrder.Instance));
    }

    [Fact]
    public void Files_become_what_the_model_takes_and_the_digest_stands_for_their_bytes()
    {
        ImageFiles.Write(_folder.File("cat/0.png"), SKColors.Red);
        ImageFiles.Write(_folder.File("dog/0.png"), SKColors.Blue);
        var images = ImageFolder.Open(_folder.Path, _small);

        using var batch = new BatchLoader(images, new DataOptions()).Read([1, 0], 2, default).Single();

        Assert.Equal([2, 4, 4, 3], batch.Values.shape);
        Assert.Equal([0, 0, 1], batch.Values.data<float>().ToArray()[..3]);
        Assert.Equal([1, 0, 0], batch.Values.data<float>().ToArray()[^3..]);
        var digest = images.Digest;
        Assert.Equal(digest, ImageFolder.Open(_folder.Path, _small).Digest);
        ImageFiles.Write(_folder.File("cat/0.png"), SKColors.Yellow);
        Assert.NotEqual(digest, ImageFolder.Open(_folder.Path, _small).Digest);
    }

    [Fact]
    public void Broken_files_are_an_error_before_training_or_left_out_within_the_limit()
    {
        Image("cat/0.png");
        Image("cat/1.png");
        Image("dog/0.png");
        File.WriteAllText(_folder.File("cat/1.png"), "no image");
        var images = ImageFolder.Open(_folder.Path, _small);

        var e = Assert.Throws<BrokenExampleException>(() => images.WithoutBroken());
        Assert.Equal(_folder.File("cat/1.png"), e.File);
        Assert.EndsWith("Repair or remove it, or let some be left out with MaxBroken.", e.Message, StringComparison.Ordinal);

        var sound = images.WithoutBroken(new DataOptions { MaxBroken = 1 });
        Assert.Equal(["cat/0.png", "dog/0.png"], NamesOf(sound.Examples));
        Assert.Equal([0, 1], Assert.IsType<ClassTargets>(sound.Examples.Targets).Labels);
        Assert.Equal([_folder.File("cat/1.png")], sound.Broken.Select(static b => b.File));
    }

    [Fact]
    public void A_list_gives_classes_or_labels_or_numbers()
    {
        Image("a.png");
        Image("b.png");
        var classes = Assert.IsType<ClassTargets>(List("path,label\na.png,dog\n\"b.png\",\"cat, big\"\n").Targets);
        Assert.Equal(["cat, big", "dog"], classes.Names);
        Assert.Equal([1, 0], classes.Labels);

        var labels = Assert.IsType<MultiLabelTargets>(List("path,labels\na.png,indoor; dog\nb.png,\n").Targets);
        Assert.Equal(["dog", "indoor"], labels.Names);
        Assert.Equal([[1, 1], [0, 0]], labels.Values);

        var values = Assert.IsType<ValueTargets>(List("Path,age,weight\na.png,3,0.5\nb.png,-1,2e1\n").Targets);
        Assert.Equal(["age", "weight"], values.Names);
        Assert.Equal([[3, 0.5f], [-1, 20]], values.Values);

        Assert.Equal(2, List("path,label\n\na.png,dog\n \nb.png,cat\n\n").Count);
    }

    [Theory]
    [InlineData("path,label\n../x.png,dog\n", "list.csv(2): the path '../x.png' does not lie in")]
    [InlineData("path,label\n/etc/passwd,dog\n", "list.csv(2): the path '/etc/passwd' does not lie in")]
    [InlineData("path,label\na.png,dog\na.png,cat\n", "list.csv(3): 'a.png' is listed twice")]
    [InlineData("path,label\na.png,dog\n./a.png,cat\n", "list.csv(3): 'a.png' is listed twice")]
    [InlineData("path,label\na.png,dog\nb.png\n", "list.csv(3): it has 1 cells, the heading 2")]
    [InlineData("path,\na.png,1\n", "list.csv(1): column 2 has no name")]
    [InlineData("path,label\na.png,\n", "list.csv(2): it has no label")]
    [InlineData("path,age\na.png,old\n", "list.csv(2): 'old' in the column 'age' is no number")]
    [InlineData("path,label,age\na.png,dog,3\n", "beside 'label' it has the column 'age'")]
    [InlineData("file,label\na.png,dog\n", "its heading is 'file,label'")]
    [InlineData("path,label\n", "it lists no images")]
    [InlineData("path,label\na.png\n", "list.csv")]
    [InlineData("", "list.csv")]
    public void A_list_that_is_not_as_it_must_be_is_refused_with_its_line(string text, string problem)
    {
        Assert.Contains(problem, Assert.Throws<DataFormatException>(() => List(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_a_list_that_is_not_there_is_a_broken_example()
    {
        Image("a.png");

        var sound = List("path,label\na.png,dog\nb.png,cat\n").WithoutBroken(new DataOptions { MaxBroken = 5 });

        Assert.Equal("there is no such file", Assert.Single(sound.Broken).Problem);
    }

    private void Image(string path) => ImageFiles.Write(_folder.File(path), SKColors.Red);

    private ImageExamples List(string text)
    {
        File.WriteAllText(_folder.File("list.csv"), text);
        return ImageManifest.Open(_folder.File("list.csv"), _small);
    }

    private static string Refusal(string folder) => Assert.Throws<DataFormatException>(() => ImageFolder.Open(folder, _small)).Message;

    private static List<string> NamesOf(Examples examples) => [.. Enumerable.Range(0, examples.Count).Select(examples.NameOf)];
}
