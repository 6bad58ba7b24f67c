using System.IO;
using System.Linq;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Samples.Tests;

public sealed class CarriedManifestTests
{
    private static readonly string _manifest = Repository.PathOf("samples", "FineTune", "shapes_mobilenet.hubmodel.json");

    [Fact]
    public void The_manifest_of_the_sample_is_what_the_models_bytes_say_today()
    {
        var fresh = ManifestFile.Write(ModelInspector.Inspect(CarriedModel.Folder));
        Assert.Equal(File.ReadAllText(_manifest), System.Text.Encoding.UTF8.GetString(fresh));
    }

    // Counted by hand from the plan of the net: 1 stem, 8 blocks (the first without expansion), 1 head convolution.
    [Fact]
    public void The_facts_are_those_of_the_net()
    {
        var facts = ModelInspector.Inspect(CarriedModel.Folder);
        Assert.Equal("shapes_mobilenet", facts.Handle);
        Assert.Equal(TrainabilityVerdict.Partial, facts.Verdict);
        Assert.Equal(127, facts.Variables.Count);
        Assert.Equal(17, facts.Layers.Count(static l => l.Kind == LayerKind.Conv2D));
        Assert.Equal(8, facts.Layers.Count(static l => l.Kind == LayerKind.DepthwiseConv2D));
        Assert.Equal(25, facts.Layers.Count(static l => l.Kind == LayerKind.BatchNorm));
        Assert.All(facts.Layers.Where(static l => l.Kind == LayerKind.BatchNorm), static l => Assert.Equal(Trainability.BatchNorm, l.Trainability));
        Assert.All(facts.Layers.Where(static l => l.Kind is LayerKind.Conv2D or LayerKind.DepthwiseConv2D), static l => Assert.Equal(Trainability.Trainable, l.Trainability));

        var classifier = Assert.Single(facts.Layers, static l => l.Name == "shapes_mobilenet/Logits");
        Assert.Equal(Trainability.Frozen, classifier.Trainability);

        // It is in no list and in no trace of the call; the list is asked first.
        Assert.Equal(ReasonCodes.WithheldByPublisher, classifier.Reason);
        Assert.True(facts.Interface.TrainingArgument);
        Assert.True(facts.Interface.HasRegularizationLosses);
    }
}
