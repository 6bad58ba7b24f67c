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

        Assert.True(Loaded(CarriedModel.CopyTo(folder.File("model")), "saved_model.pb", 40) > 0, "Not one of them was loaded: the engine saw nothing.");
    }

    [Theory]
    [InlineData(OutputKind.Features)]
    [InlineData(OutputKind.Logits)]
    public void A_changed_graph_is_cut_or_refused(OutputKind output)
    {
        using var folder = new TempFolder();

        Assert.True(Loaded(ClassifierModel.Write(folder.File("model")), "saved_model.pb", 30, output) > 0, "Not one of them was loaded: nothing was cut.");
    }

    [Fact]
    public void Changed_weights_are_refused_by_their_checksum()
    {
        using var folder = new TempFolder();

        Loaded(CarriedModel.CopyTo(folder.File("model")), "variables/variables.data-00000-of-00001", 20);
    }

    /// <summary>Changes a file of a model, once for each seed; how many of the models were loaded.</summary>
    private static int Loaded(string model, string changed, int seeds, OutputKind? output = null)
    {
        var file = Path.Combine(model, changed);
        var original = File.ReadAllBytes(file);
        var loaded = 0;
        foreach (var seed in Fuzz.Seeds(seeds))
        {
            File.WriteAllBytes(file, new Mutator(seed).Mutate(original));
            loaded += RunOrRefuse(model, seed, output) ? 1 : 0;
        }

        return loaded;
    }

    private static bool RunOrRefuse(string folder, int seed, OutputKind? output)
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
