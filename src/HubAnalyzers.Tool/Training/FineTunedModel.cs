using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using HubAnalyzers.Runtime;
using HubAnalyzers.Runtime.Export;
using HubAnalyzers.SavedModel;
using TorchSharp;

namespace HubAnalyzers.Tool.Training;

/// <summary>A model with a head, of a run or as it was exported, loaded to predict.</summary>
internal sealed class FineTunedModel : IDisposable
{
    private readonly HubModel _model;
    private readonly DenseHead? _head;

    private FineTunedModel(HubModel model, DenseHead? head, string kind, IReadOnlyList<string> names, ImagePreprocessing preprocessing)
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

    private DenseHead HeadOfRun => _head ?? throw new InvalidOperationException("The head is in the model.");

    /// <summary>Model and head of a run.</summary>
    public static FineTunedModel OfRun(string path, string device)
    {
        var folder = new RunFolder(path);
        var receipt = folder.ReadReceipt();
        if (receipt.Request is not { } request || HeadKind.Of(receipt) is not { } kind)
        {
            throw new HubModelFormatException(folder.Receipt, "it is the receipt of a program of its own, not of 'dotnet hub train'", "predict with that program");
        }

        var asked = RequestJson.Of(request, folder.Receipt);
        var names = receipt.Training.Names;
        var model = HubModel.Load(folder.Model, new HubLoadOptions { Path = folder.Model, Device = ModelToTrain.DeviceOf(device), Output = HeadPlace.KindOf(asked.HeadOn) });
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

    /// <summary>A SavedModel that has its head in it.</summary>
    public static FineTunedModel OfExport(string path, ImageInput images, string device)
    {
        if (!Directory.Exists(path))
        {
            throw new HubModelFormatException(path, "there is no such folder", "give the folder of a SavedModel that 'dotnet hub export' wrote");
        }

        var model = HubModel.Load(path, new HubLoadOptions { Path = path, Device = ModelToTrain.DeviceOf(device) });
        try
        {
            if (model.ExportedHead is not { } meaning || model.Facts.Interface.Outputs is not [{ Shape: [_, > 0 and var width] }, ..])
            {
                throw new HubModelFormatException(path, "it has no head that 'dotnet hub export' or the library put on it", "train one with 'dotnet hub train', or give the folder of a run with --run");
            }

            var kind = meaning switch { HeadMeaning.Classes => HeadKind.Classification, HeadMeaning.Labels => HeadKind.MultiLabel, _ => HeadKind.Regression };
            var names = model.Labels ?? [.. Enumerable.Range(0, checked((int)width)).Select(static i => i.ToString(CultureInfo.InvariantCulture))];
            return new FineTunedModel(model, null, kind, names, images.For(model.Facts));
        }
        catch
        {
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
        _head?.Module.eval();
        foreach (var batch in Enumerable.Range(0, images.Count).Chunk(batchSize))
        {
            using var scope = torch.NewDisposeScope();
            var values = new float[batch.Length * size];
            for (var i = 0; i < batch.Length; i++)
            {
                images.Read(batch[i], default, values.AsSpan(i * size, size));
            }

            var called = _model.Call(torch.tensor(values, [batch.Length, images.Shape[0], images.Shape[1], images.Shape[2]]));
            var outputs = _head is null ? called : _head.Call(called);
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
    public Evaluation Evaluate(Examples images)
    {
        if (_head is not null)
        {
            return new FineTuner(_model, _head).Evaluate(images);
        }

        using var passing = HeadKind.CreatePassing(Kind, _model, Names.Count);
        return new FineTuner(_model, passing).Evaluate(images);
    }

    /// <summary>Writes model and head as one SavedModel.</summary>
    public void Export(string folder, bool overwrite) => _model.Export(folder, HeadOfRun, Names, overwrite);

    /// <summary>Writes model and head as ONNX.</summary>
    public void ExportOnnx(string file, bool overwrite) => _model.ExportOnnx(file, HeadOfRun, Names, overwrite);

    public void Dispose()
    {
        _head?.Dispose();
        _model.Dispose();
    }
}
