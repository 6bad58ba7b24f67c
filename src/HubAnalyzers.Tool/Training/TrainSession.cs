using System;
using System.Collections.Generic;
using System.Threading;
using HubAnalyzers.Runtime;
using HubAnalyzers.SavedModel;

namespace HubAnalyzers.Tool.Training;

/// <summary>What a request names, found and loaded: model, data, head, options.</summary>
internal sealed class TrainSession : IDisposable
{
    private bool _isSound;

    private TrainSession(TrainRequest request, HubModel model, ExampleSplit data, string kind, DenseHead head, FineTuneOptions options)
    {
        Request = request;
        Model = model;
        Data = data;
        Kind = kind;
        Head = head;
        Options = options;
    }

    public TrainRequest Request { get; }

    public HubModel Model { get; }

    /// <summary>The images as they are; what is trained on may be varied besides.</summary>
    public ExampleSplit Data { get; private set; }

    /// <summary>What is learnt, in the words of <see cref="HeadKind"/>.</summary>
    public string Kind { get; }

    public DenseHead Head { get; }

    public FineTuneOptions Options { get; }

    /// <summary>The classes, labels or values, in the order of the head's outputs.</summary>
    public IReadOnlyList<string> Names => Data.Training.Targets.Names;

    public Examples Training => Request.Augment ? Data.Training.Augment(ImageAugmentation.Default) : Data.Training;

    /// <param name="request">What is asked for.</param>
    /// <param name="digest">The digest that the model must have; null takes any.</param>
    public static TrainSession Open(TrainRequest request, string? digest = null)
    {
        var (model, headOn) = ModelToTrain.Load(request);
        request = request with { HeadOn = headOn };
        DenseHead? head = null;
        try
        {
            if (digest is not null && model.Facts.Digest != digest)
            {
                throw new HubModelFormatException(request.Model, $"the model has {model.Facts.Digest}, the run's had {digest}", "give the run's model with --model");
            }

            var layers = LayerGlobs.Choose(model, request.Unfreeze);
            var preprocessing = request.Images.For(model.Facts);
            var data = ImageSets.Split(request, preprocessing);
            var targets = data.Training.Targets;
            request = RequestOptions.Settled(request with { Images = request.Images.Settled(preprocessing) }, targets.Count);
            var kind = HeadKind.Choose(request.Head, targets, request.Data);
            head = HeadKind.Create(kind, model, targets.Names.Count, request.Seed, new HeadOptions { HiddenUnits = request.HiddenUnits, Dropout = request.Dropout });
            return new TrainSession(request, model, data, kind, head, RequestOptions.Of(request, head, layers, targets));
        }
        catch
        {
            head?.Dispose();
            model.Dispose();
            throw;
        }
    }

    /// <summary>Leaves out images that cannot be read, as far as that is allowed.</summary>
    /// <exception cref="BrokenExampleException">More cannot be read than may be.</exception>
    public IReadOnlyList<BrokenExampleException> LeaveOutBroken(CancellationToken cancellation)
    {
        var any = Options.Data with { MaxBroken = int.MaxValue };
        var training = Data.Training.WithoutBroken(any, cancellation);
        var validation = Data.Validation.WithoutBroken(any, cancellation);
        SoundExamples.RequireFew(Options.Data.MaxBroken, training, validation);
        Data = new ExampleSplit(training.Examples, validation.Examples);
        _isSound = true;
        return [.. training.Broken, .. validation.Broken];
    }

    /// <summary>What trains the session's model and head.</summary>
    public FineTuner NewTuner() => new(Model, Head) { AreExamplesSound = _isSound };

    /// <param name="options">The session's, with what one run has besides.</param>
    /// <param name="callback">Who follows the run besides; null is nobody.</param>
    /// <param name="progress">Told after each step.</param>
    /// <param name="cancellation">Ends the run.</param>
    public FineTuneResult Train(FineTuneOptions options, IFineTuneCallback? callback, IProgress<FineTuneProgress> progress, CancellationToken cancellation)
    {
        var tuner = NewTuner();
        if (callback is not null)
        {
            tuner.Callbacks.Add(callback);
        }

        return tuner.Train(Training, Data.Validation, options, progress, cancellation);
    }

    public void Dispose()
    {
        Head.Dispose();
        Model.Dispose();
    }
}
