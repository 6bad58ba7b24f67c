using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime;
using HubAnalyzers.SavedModel;
using TorchSharp;

namespace HubAnalyzers.Tool.Training;

/// <summary>Model and head of a run, loaded to predict.</summary>
internal sealed class FineTunedModel : IDisposable
{
    private readonly HubModel _model;
    private readonly DenseHead _head;

    private FineTunedModel(HubModel model, DenseHead head, string kind, IReadOnlyList<string> names, ImagePreprocessing preprocessing)
    {
        _model = model;
        _head = head;
        Kind = kind;
        Names = names;
        Preprocessing = preprocessing;
    }

    /// <summary>What it learnt, in the words of <see cref="HeadKind"/>.</summary>
    public string Kind { get; }

    /// <summary>The classes, labels or values, in the order of the head's outputs.</summary>
    public IReadOnlyList<string> Names { get; }

    public ImagePreprocessing Preprocessing { get; }

    public static FineTunedModel Open(string path, string device)
    {
        var folder = new RunFolder(path);
        var receipt = folder.ReadReceipt();
        if (receipt.Request is not { } request || HeadKind.Of(receipt) is not { } kind)
        {
            throw new HubModelFormatException(folder.Receipt, "it is the receipt of a program of its own, not of 'dotnet hub train'", "predict with that program");
        }

        var asked = RequestJson.Of(request, folder.Receipt);
        var names = receipt.Training.Names;
        var model = HubModel.Load(folder.Model, new HubLoadOptions { Path = folder.Model, Device = ModelToTrain.DeviceOf(device) });
        DenseHead? head = null;
        try
        {
            head = HeadKind.Create(kind, model, names.Count, asked.Seed, new HeadOptions { HiddenUnits = asked.HiddenUnits });
            head.Import(folder.Head);
            return new FineTunedModel(model, head, kind, names, asked.Images.For(model.Facts));
        }
        catch
        {
            head?.Dispose();
            model.Dispose();
            throw;
        }
    }

    /// <summary>What it says of each image: probabilities of classes or labels, or values.</summary>
    public float[][] Predict(Examples images, int batchSize = 64)
    {
        using var noGrad = torch.no_grad();
        var size = images.Shape[0] * images.Shape[1] * images.Shape[2];
        var answers = new List<float[]>(images.Count);
        _head.Module.eval();
        foreach (var batch in Enumerable.Range(0, images.Count).Chunk(batchSize))
        {
            using var scope = torch.NewDisposeScope();
            var values = new float[batch.Length * size];
            for (var i = 0; i < batch.Length; i++)
            {
                images.Read(batch[i], default, values.AsSpan(i * size, size));
            }

            var outputs = _head.Call(_model.Call(torch.tensor(values, [batch.Length, images.Shape[0], images.Shape[1], images.Shape[2]])));
            var said = Kind switch
            {
                HeadKind.Classification => torch.nn.functional.softmax(outputs, 1),
                HeadKind.MultiLabel => torch.sigmoid(outputs),
                _ => outputs,
            };
            answers.AddRange(said.cpu().contiguous().data<float>().ToArray().Chunk(Names.Count));
        }

        return [.. answers];
    }

    /// <summary>How it does on images of which the answers are known.</summary>
    public Evaluation Evaluate(Examples images) => new FineTuner(_model, _head).Evaluate(images);

    public void Dispose()
    {
        _head.Dispose();
        _model.Dispose();
    }
}
