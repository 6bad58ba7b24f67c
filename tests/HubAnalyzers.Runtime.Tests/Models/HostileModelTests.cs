using System;
using System.IO;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;
using TorchSharp;

namespace HubAnalyzers.Runtime.Tests.Models;

/// <summary>Damaged and hostile models, from seeds, in the engine: loaded and run, or refused; the process goes on.</summary>
public sealed class HostileModelTests
{
    [Fact]
    public void A_changed_graph_is_run_or_refused()
    {
        using var folder = new TempFolder();
        var model = CarriedModel.CopyTo(folder.File("model"));
        var file = Path.Combine(model, "saved_model.pb");
        var original = File.ReadAllBytes(file);
        var loaded = 0;
        foreach (var seed in Fuzz.Seeds(40))
        {
            File.WriteAllBytes(file, new Mutator(seed).Mutate(original));
            loaded += RunOrRefuse(model, seed) ? 1 : 0;
        }

        Assert.True(loaded > 0, "Not one of them was loaded: the engine saw nothing.");
    }

    [Theory]
    [InlineData(OutputKind.Features)]
    [InlineData(OutputKind.Logits)]
    public void A_changed_graph_is_cut_or_refused(OutputKind output)
    {
        using var folder = new TempFolder();
        var model = ClassifierModel.Write(folder.File("model"));
        var file = Path.Combine(model, "saved_model.pb");
        var original = File.ReadAllBytes(file);
        var loaded = 0;
        foreach (var seed in Fuzz.Seeds(30))
        {
            File.WriteAllBytes(file, new Mutator(seed).Mutate(original));
            loaded += RunOrRefuse(model, seed, output) ? 1 : 0;
        }

        Assert.True(loaded > 0, "Not one of them was loaded: nothing was cut.");
    }

    [Fact]
    public void Changed_weights_are_refused_by_their_checksum()
    {
        using var folder = new TempFolder();
        var model = CarriedModel.CopyTo(folder.File("model"));
        var file = Path.Combine(model, "variables", "variables.data-00000-of-00001");
        var original = File.ReadAllBytes(file);
        foreach (var seed in Fuzz.Seeds(20))
        {
            File.WriteAllBytes(file, new Mutator(seed).Mutate(original));
            RunOrRefuse(model, seed);
        }
    }

    private static bool RunOrRefuse(string folder, int seed, OutputKind? output = null)
    {
        var isLoaded = false;
        try
        {
            using var scope = torch.NewDisposeScope();
            using var model = HubModel.Load(folder, new HubLoadOptions { Output = output });
            isLoaded = true;
            model.Call(torch.zeros(1, 48, 48, 3));
        }
        catch (Exception e) when (e is HubModelFormatException or HubUnsupportedOpException or ArgumentException or InvalidOperationException or System.Runtime.InteropServices.ExternalException)
        {
            Assert.NotEqual("", e.Message);
        }
        catch (Exception e)
        {
            Assert.Fail($"seed {seed}: {e}");
        }

        return isLoaded;
    }
}
