using System.IO;
using System.Linq;
using HubAnalyzers.Samples.Pretrain.Net;
using HubAnalyzers.Samples.Pretrain.SavedModels;
using HubAnalyzers.Samples.Pretrain.Training;
using HubAnalyzers.Samples.Shapes;
using HubAnalyzers.Testing;
using TorchSharp;

namespace HubAnalyzers.Samples.Tests;

public sealed class CarriedModelTests
{
    private const double AccuracyBar = 0.97;

    [Fact]
    public void The_folder_is_at_most_two_megabytes()
    {
        var bytes = Directory.EnumerateFiles(CarriedModel.Folder, "*", SearchOption.AllDirectories).Sum(static f => new FileInfo(f).Length);
        Assert.InRange(bytes, 1, 2_000_000);
    }

    [Fact]
    public void The_program_writes_the_same_bytes_for_the_same_weights()
    {
        using var temp = new TempFolder();
        var net = new ShapesMobilenet();
        var folder = temp.File("again");
        ReusableSavedModel.Write(folder, net, CarriedModel.Weights(net));

        var files = Directory.EnumerateFiles(CarriedModel.Folder, "*", SearchOption.AllDirectories)
            .Select(static f => Path.GetRelativePath(CarriedModel.Folder, f)).Order().ToList();
        Assert.Equal(3, files.Count);
        Assert.All(files, f => Assert.Equal(File.ReadAllBytes(Path.Combine(CarriedModel.Folder, f)), File.ReadAllBytes(Path.Combine(folder, f))));
    }

    [Fact]
    public void The_logits_name_the_right_class_of_images_never_trained_on()
    {
        var net = new ShapesMobilenet();
        using var model = new TorchNet(net, CarriedModel.Weights(net));
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var set = ShapeSet.Draw(ShapeClasses.Pretraining, perClass: 20, seed: 424242);
        var predicted = model.Logits(model.Features(ImageTensors.Images(set), training: false)).argmax(1);
        var right = predicted.data<long>().ToArray().Zip(set.Labels, static (p, l) => p == l).Count(static r => r);
        Assert.True(right >= AccuracyBar * set.Count, $"{right} of {set.Count} are right");
    }
}
