using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using HubAnalyzers.Runtime;
using HubAnalyzers.SavedModel;
using TorchSharp;

namespace HubAnalyzers.Tool.Training;

/// <summary>Model and head of a run, loaded to predict.</summary>
internal sealed class FineTunedModel : IDisposable
{
    private readonly HubModel _model;
    private readonly ClassificationHead _head;

    private FineTunedModel(HubModel model, ClassificationHead head, IReadOnlyList<string> labels)
    {
        _model = model;
        _head = head;
        Labels = labels;
        Preprocessing = ImagePreprocessing.For(model.Facts);
    }

    public IReadOnlyList<string> Labels { get; }

    public ImagePreprocessing Preprocessing { get; }

    public static FineTunedModel Open(string folder)
    {
        var labels = RunFolder.LabelsOf(folder);
        var model = HubModel.Load(RunFolder.ModelOf(folder), new HubLoadOptions { Path = RunFolder.ModelOf(folder) });
        ClassificationHead? head = null;
        try
        {
            head = new ClassificationHead(model, labels.Count);
            Load(head, RunFolder.HeadOf(folder));
            return new FineTunedModel(model, head, labels);
        }
        catch
        {
            head?.Dispose();
            model.Dispose();
            throw;
        }
    }

    /// <summary>Each image's share of belief in each class.</summary>
    public float[][] Predict(Examples images, int batchSize = 64)
    {
        using var noGrad = torch.no_grad();
        var size = images.Shape[0] * images.Shape[1] * images.Shape[2];
        var answers = new List<float[]>(images.Count);
        foreach (var batch in Enumerable.Range(0, images.Count).Chunk(batchSize))
        {
            using var scope = torch.NewDisposeScope();
            var values = new float[batch.Length * size];
            for (var i = 0; i < batch.Length; i++)
            {
                images.Read(batch[i], default, values.AsSpan(i * size, size));
            }

            var input = torch.tensor(values, [batch.Length, images.Shape[0], images.Shape[1], images.Shape[2]]);
            var shares = torch.nn.functional.softmax(_head.Call(_model.Call(input)), 1).contiguous().data<float>().ToArray();
            answers.AddRange(shares.Chunk(Labels.Count));
        }

        return [.. answers];
    }

    /// <summary>How it does on images with known classes.</summary>
    public ClassEvaluation Evaluate(Examples images) => (ClassEvaluation)new FineTuner(_model, _head).Evaluate(images);

    public void Dispose()
    {
        _head.Dispose();
        _model.Dispose();
    }

    private static void Load(ClassificationHead head, string prefix)
    {
        using var reader = TensorBundleReader.Open(prefix);
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var kernel = Read(reader, prefix, "head/kernel", head.Features, head.Classes);
        var bias = Read(reader, prefix, "head/bias", head.Classes);
        foreach (var parameter in head.Module.parameters())
        {
            parameter.copy_(parameter.dim() == 2 ? kernel.t() : bias);
        }
    }

    private static torch.Tensor Read(TensorBundleReader reader, string prefix, string key, params long[] shape)
    {
        if (!reader.TryGetEntry(key, out var entry) || !entry.Shape.SequenceEqual(shape))
        {
            throw new HubModelFormatException(prefix + ".index", $"it has no '{key}' of [{string.Join(", ", shape)}]", "train again: model, head and labels.txt must be of one run");
        }

        return torch.tensor(MemoryMarshal.Cast<byte, float>(reader.ReadBytes(key)).ToArray(), shape);
    }
}
