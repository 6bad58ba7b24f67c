using System;
using System.IO;
using System.Linq;
using Google.Protobuf;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Wire;
using HubAnalyzers.Testing;
using TorchSharp;

namespace HubAnalyzers.Runtime.Tests.Models;

/// <summary>Damaged models: one line that names the file and says what is wrong, and nothing written.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _model;

    public BadInputTests() => _model = CarriedModel.CopyTo(_folder.File("shapes"));

    private string Shard => Path.Combine(_model, "variables", "variables.data-00000-of-00001");

    private string Graph => Path.Combine(_model, "saved_model.pb");

    [Fact]
    public void A_folder_without_saved_model_pb_is_told_by_that_name()
    {
        File.Delete(Graph);

        Assert.Contains("saved_model.pb", OneLine(Assert.Throws<HubModelFormatException>(() => HubModel.Load(_model))));
    }

    [Fact]
    public void A_cut_graph_is_told_as_truncated()
    {
        Cut(Graph, new FileInfo(Graph).Length / 2);

        var line = OneLine(Assert.Throws<HubModelFormatException>(() => HubModel.Load(_model)));

        Assert.StartsWith(Graph + ": it is truncated or damaged", line);
    }

    [Fact]
    public void A_shard_that_ends_early_is_told_with_its_size()
    {
        var length = new FileInfo(Shard).Length;
        Cut(Shard, length - 1);

        var line = OneLine(Assert.Throws<HubModelFormatException>(() => HubModel.Load(_model)));

        Assert.StartsWith(Shard + ": ", line);
        Assert.Contains($"{length - 1}", line);
    }

    [Fact]
    public void A_flipped_bit_of_a_weight_is_found_by_its_checksum_when_it_is_first_used()
    {
        using var index = TensorBundleReader.Open(Path.Combine(_model, "variables", "variables"));
        using var model = HubModel.Load(_model);
        var facts = model.GetLayer(CarriedModel.Expand).Variables[0].Facts;
        Assert.True(index.TryGetEntry(facts.CheckpointKey, out var entry));
        using (var shard = File.Open(Shard, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            shard.Position = entry.Offset + 5;
            var old = shard.ReadByte();
            shard.Position--;
            shard.WriteByte((byte)(old ^ 1));
        }

        var shape = model.Facts.Interface.Inputs[0].Shape!.Select(static d => d < 0 ? 1 : d).ToArray();
        using var image = torch.zeros(shape);
        var line = OneLine(Assert.Throws<HubModelFormatException>(() => model.Call(image)));

        Assert.StartsWith($"{Shard}: the checksum of '{facts.CheckpointKey}' at byte {entry.Offset} is ", line);
        Assert.Throws<HubModelFormatException>(() => model.GetLayer(CarriedModel.Expand).Trainable = true);
        Assert.False(model.GetLayer(CarriedModel.Expand).Trainable);
    }

    [Fact]
    public void Unknown_operations_are_all_told_when_the_model_is_loaded()
    {
        var message = SavedModelFolder.Open(_model).Message;
        var graph = GraphDef.Parser.ParseFrom(message.MetaGraphs[0].GraphDef);
        foreach (var function in graph.Library.Function)
        {
            foreach (var node in function.NodeDef.Where(static n => n.Op == "Relu6"))
            {
                node.Op = "TheirOwnRelu";
            }
        }

        message.MetaGraphs[0].GraphDef = graph.ToByteString();
        File.WriteAllBytes(Graph, message.ToByteArray());

        var error = Assert.Throws<HubUnsupportedOpException>(() => HubModel.Load(_model));

        Assert.Equal(["TheirOwnRelu"], error.Ops);
        Assert.StartsWith(Graph + ": the call '", OneLine(error));
        Assert.Matches(@"TheirOwnRelu \(\d+ in '.*', '.*', '.*'\)", error.Message);
    }

    [Fact]
    public void A_model_that_breaks_while_it_is_exported_leaves_no_folder_behind()
    {
        using var model = HubModel.Load(_model);
        Cut(Shard, 10);

        _ = OneLine(Assert.Throws<HubModelFormatException>(() => model.Export(_folder.File("out"))));

        Assert.Equal(["shapes"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    public void Dispose() => _folder.Dispose();

    private static string OneLine(Exception error)
    {
        Assert.DoesNotContain('\n', error.Message);
        return error.Message;
    }

    private static void Cut(string file, long length)
    {
        using var stream = File.Open(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        stream.SetLength(length);
    }
}
