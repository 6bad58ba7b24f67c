using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using HubAnalyzers.Runtime.Training;

namespace HubAnalyzers.Runtime;

/// <summary>Fine-tunes a model with a head on top, stage by stage.</summary>
public sealed partial class FineTuner
{
    private readonly HubModel _model;
    private readonly Head _head;
    private IReadOnlyList<string>? _names;

    /// <summary>Creates the trainer. Model and head stay the caller's.</summary>
    /// <exception cref="ArgumentException">The head was made for another number of features, or the model's output holds probabilities.</exception>
    public FineTuner(HubModel model, Head head)
    {
        _model = model ?? throw new ArgumentNullException(nameof(model));
        _head = head ?? throw new ArgumentNullException(nameof(head));
        var features = Head.FeaturesOf(model);
        if (features != head.Features)
        {
            throw new ArgumentException($"The head takes {head.Features} features, '{model.Facts.Name}' gives {features}.", nameof(head));
        }

        head.Follow(Native.DeviceSelection.ToTorch(model.Device));
    }

    /// <summary>Who follows the runs of this trainer and may end them.</summary>
    public IList<IFineTuneCallback> Callbacks { get; } = [];

    /// <summary>Whether the examples come from <see cref="Examples.WithoutBroken"/>, so that they need not all be read once more.</summary>
    internal bool AreExamplesSound { get; init; }

    /// <summary>
    /// Trains. Afterwards, however the run ended, what was trainable before is trainable again and nothing else, no
    /// gradient is left, torch's random state is what it was, and the weights are those of the last step that was completed.
    /// </summary>
    /// <param name="training">The images to learn from.</param>
    /// <param name="validation">
    /// The images to measure on. Classes are told by their names: another order, or one that is missing, does no harm; a name that is not
    /// learnt, in the place of one that is, is refused.
    /// </param>
    /// <param name="options">The stages and the rest.</param>
    /// <param name="progress">Told after each step, on this thread. What it throws ends the run.</param>
    /// <param name="cancellationToken">Ends the run between two steps; the weights keep what was learnt.</param>
    /// <exception cref="ArgumentException">The options, or the data, do not fit.</exception>
    /// <exception cref="BrokenExampleException">More examples cannot be read than may be.</exception>
    /// <exception cref="SavedModel.HubModelFormatException">A weight is no number, or the model's call for training cannot be run.</exception>
    /// <exception cref="HubTrainabilityException">A stage asks for a layer that cannot train.</exception>
    /// <exception cref="InvalidOperationException">The loss is no longer a number, a frozen variable changed, or the checkpoints to go on from are another run's.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public FineTuneResult Train(
        Examples training,
        Examples validation,
        FineTuneOptions options,
        IProgress<FineTuneProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        RequireReady();
        options.Validate(_model, _head);
        var any = options.Data with { MaxBroken = int.MaxValue };
        var (learnt, measured) = (Sound(training, nameof(training), any, cancellationToken), Sound(validation, nameof(validation), any, cancellationToken));
        SoundExamples.RequireFew(options.Data.MaxBroken, learnt, measured);
        (training, validation) = (learnt.Examples, measured.Examples.InOrderOf(learnt.Examples.Targets.Names, nameof(validation)));
        options.CheckSteps(training.Count);
        _names = training.Targets.Names;
        cancellationToken.ThrowIfCancellationRequested();
        _model.RequireNumbers();
        foreach (var stage in options.Stages.Where(static s => s.Layers.Count > 0))
        {
            // What cannot be run in training mode is told before the first step of any stage.
            _ = _model.MovedByTraining(stage.Layers.SelectMany(static l => l.Variables).Where(static v => v.CanTrain));
        }

        using var switches = new Switches(_model, _head);
        _ = _head.Prepare(training.Targets);
        using var run = new FineTuneRun(new RunContext(_model, _head, training, validation, options, progress, [.. Callbacks], cancellationToken));
        return run.Run();
    }

    /// <summary>
    /// Searches for the learning rate of a stage: trains for a bounded number of steps at rates that grow from almost nothing until the
    /// loss diverges, and reads off where it fell most steeply. Afterwards, however the search ended, every weight and statistic, the
    /// head and torch's random state are what they were, to the bit. The weights are searched from as they are: train the head before
    /// searching for a stage of layers.
    /// </summary>
    /// <param name="training">The images to learn from.</param>
    /// <param name="options">The stages and the rest; schedules and rates of the stages have no part in it.</param>
    /// <param name="stage">Which stage, counted from 0.</param>
    /// <param name="search">Which rates are tried; null is from 1e-6 to 10 in 100 steps.</param>
    /// <param name="progress">Told after each step, on this thread.</param>
    /// <param name="cancellationToken">Ends the search between two steps.</param>
    /// <exception cref="ArgumentException">The options, the search or the data do not fit, or there are fewer examples than two steps take.</exception>
    /// <exception cref="BrokenExampleException">More examples cannot be read than may be.</exception>
    /// <exception cref="SavedModel.HubModelFormatException">A weight is no number, or the model's call for training cannot be run.</exception>
    /// <exception cref="HubTrainabilityException">A stage asks for a layer that cannot train.</exception>
    /// <exception cref="InvalidOperationException">The loss is no number from the beginning.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public LearningRateSearch FindLearningRate(
        Examples training,
        FineTuneOptions options,
        int stage = 0,
        LearningRateSearchOptions? search = null,
        IProgress<LearningRatePoint>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        RequireReady();
        search ??= new LearningRateSearchOptions();
        options.Validate(_model, _head);
        search.Check();
        ArgumentOutOfRangeException.ThrowIfNegative(stage);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(stage, options.Stages.Count);
        training = Sound(training, nameof(training), options.Data, cancellationToken).Examples;
        if (training.Count / 2 < options.BatchSize * options.AccumulateBatches)
        {
            throw new ArgumentException(
                $"There are {training.Count} examples, and a step takes {options.BatchSize * options.AccumulateBatches}; a search needs at least two steps of different examples: choose a smaller BatchSize.", nameof(training));
        }

        cancellationToken.ThrowIfCancellationRequested();
        _model.RequireNumbers();
        using var switches = new Switches(_model, _head);
        var unprepare = _head.Prepare(training.Targets);
        try
        {
            return new RateRamp(new RunContext(_model, _head, training, training, options, null, [], cancellationToken), stage, search, progress).Run();
        }
        finally
        {
            unprepare();
        }
    }

    /// <summary>
    /// What a run with these options will take, stage by stage: parameters, gradients, optimizer, the values that are kept for the way
    /// back, and the most memory at one time, from the shapes of the graph and of what its plan cuts. Nothing trains, unless times are wanted.
    /// </summary>
    /// <param name="training">The images to learn from.</param>
    /// <param name="validation">The images to measure on.</param>
    /// <param name="options">The stages and the rest.</param>
    /// <param name="measure">Whether two steps of each stage are timed, on this machine as it is now; every weight is put back, to the bit.</param>
    /// <param name="cancellationToken">Ends the timing.</param>
    /// <exception cref="ArgumentException">The options, or the data, do not fit.</exception>
    /// <exception cref="BrokenExampleException">One of the examples that are timed cannot be read.</exception>
    /// <exception cref="SavedModel.HubModelFormatException">Times are wanted, and a weight is no number or the model's call for training cannot be run.</exception>
    /// <exception cref="HubTrainabilityException">A stage asks for a layer that cannot train.</exception>
    /// <exception cref="OperationCanceledException">The timing was cancelled.</exception>
    public TrainingEstimate Estimate(Examples training, Examples validation, FineTuneOptions options, bool measure = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        RequireReady();
        options.Validate(_model, _head);
        RequireData(training, nameof(training));
        RequireData(validation, nameof(validation));
        validation = validation.InOrderOf(training.Targets.Names, nameof(validation));
        options.CheckSteps(training.Count);
        var estimator = new RunEstimator(_model, _head, training, validation, options);
        var estimate = estimator.Estimate();
        if (measure)
        {
            _model.RequireNumbers();
            using var switches = new Switches(_model, _head);
            estimate = new StageTimer(new RunContext(_model, _head, training, validation, options, null, [], cancellationToken)).AddTo(estimate);
        }

        return estimate with { Stages = [.. estimate.Stages.Zip(options.Stages, estimator.Decide)] };
    }

    /// <summary>The share of images whose highest score is that of their label, from 0 to 1.</summary>
    /// <exception cref="InvalidOperationException">The head has no accuracy.</exception>
    public double Accuracy(Examples images, int batchSize = 64) => Evaluate(images, batchSize).Metrics.TryGetValue(HeadMetric.Accuracy, out var accuracy)
        ? accuracy
        : throw new InvalidOperationException($"A {_head.GetType().Name} has no accuracy; use {nameof(Evaluate)}.");

    /// <summary>How model and head do on some examples: the head's metrics, each class, what was taken for what, the worst mistakes.</summary>
    /// <exception cref="ArgumentException">There are no images, they do not fit the model, or their classes are not those that the head learnt here.</exception>
    public Evaluation Evaluate(Examples images, int batchSize = 64)
    {
        RequireReady();
        RequireData(images, nameof(images));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        images = _names is null ? images : images.InOrderOf(_names, nameof(images));
        using var inputs = new StageInputs(_model, images, new DataOptions());
        return Validator.Measure(_head, inputs, images, batchSize).Evaluation;
    }

    /// <summary>The examples that can be read: what is broken is known before anything trains.</summary>
    private SoundExamples Sound(Examples examples, string name, DataOptions data, CancellationToken cancellationToken)
    {
        RequireData(examples, name);
        if (AreExamplesSound)
        {
            return new SoundExamples(examples, []);
        }

        var sound = examples.WithoutBroken(data, cancellationToken);
        if (sound.Broken.Count > 0)
        {
            RequireData(sound.Examples, name);
        }

        return sound;
    }

    private void RequireReady()
    {
        ObjectDisposedException.ThrowIf(_head.IsDisposed, _head);
        if (Callbacks.Contains(null!))
        {
            throw new InvalidOperationException($"One of the {nameof(Callbacks)} is null.");
        }
    }

    private void RequireData(Examples images, string name)
    {
        ArgumentNullException.ThrowIfNull(images, name);
        if (images.Count == 0)
        {
            throw new ArgumentException("There are no images.", name);
        }

        if (images.Targets.Count != images.Count)
        {
            throw new ArgumentException($"There are {images.Count} images and {images.Targets.Count} targets.", name);
        }

        _head.CheckTargets(images.Targets, name);
        if (images.Mixup > 0)
        {
            _head.CheckMixing(images.Targets, name);
        }

        var size = images.Shape;
        if (_model.Facts.Interface.Inputs is [{ Shape: { } expected }, ..]
            && (expected.Count != size.Count + 1 || expected.Skip(1).Where((d, i) => d >= 0 && d != size[i]).Any()))
        {
            throw new ArgumentException($"The images are {string.Join("x", size)}, '{_model.Facts.Name}' takes {ShapeText.Of(expected)}.", name);
        }
    }
}
