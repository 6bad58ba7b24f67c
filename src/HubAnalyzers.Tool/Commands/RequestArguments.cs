using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;
using HubAnalyzers.Tool.Training;

namespace HubAnalyzers.Tool.Commands;

/// <summary>The options that say what a run is: those of <c>train</c>, which other commands share.</summary>
internal sealed class RequestArguments
{
    public Option<string> Device { get; } = DeviceOption();

    public Option<int?> Threads { get; } = NumberOption.Count("--threads", "Threads to compute with; as many as there are cores where not given.");

    private readonly Option<string?> _model = new("--model") { Description = "The model: a folder, a manifest, or a handle whose model is on this machine." };
    private readonly Option<string?> _data = new("--data") { Description = "The images to learn from: a folder with a folder for each class, or a .csv list." };
    private readonly Option<string> _validation = new("--validation") { Description = "The images to measure on: a folder or list, or the share of the data to hold out.", DefaultValueFactory = static _ => "0.2" };
    private readonly Option<string> _head = Word("--head", "What is learnt; auto takes what the data holds.", RequestWords.Heads);
    private readonly Option<string> _headOn = Word("--head-on", "What the head stands on: the model's output, or its features or logits before that; auto takes features where the output holds probabilities.", RequestWords.HeadPlaces);
    private readonly Option<int> _hidden = NumberOption.Count("--hidden", "Units of a hidden layer in the head; 0 is none.", 0, least: 0);
    private readonly Option<double> _dropout = NumberOption.Real("--dropout", "The share that is left out by chance before each layer of the head.", 0, "from 0 to below 1", static v => v is >= 0 and < 1);
    private readonly Option<string[]> _unfreeze = new("--unfreeze") { Description = "Layers that train after the head, as names with * and ?; several are allowed.", DefaultValueFactory = static _ => [], AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> _batchNorm = Word("--batch-norm", "What of batch normalizations may train.", RequestWords.BatchNorms);
    private readonly Option<string?> _epochs = new("--epochs") { Description = "Epochs of each stage, head,layers; where not given, as many as make about 300 steps, from 5 to 40." };
    private readonly Option<string?> _rates = new("--lr") { Description = "Learning rate of each stage, head,layers; 0.003,0.001 where not given, 0.03,0.01 for sgd." };
    private readonly Option<double> _depthDecay = NumberOption.Real("--depth-decay", "What the rate is multiplied by for each stage of depth toward the input.", 1, "above 0 and at most 1", static v => v is > 0 and <= 1);
    private readonly Option<int> _batch = NumberOption.Count("--batch-size", "Images per batch.", 32);
    private readonly Option<int> _accumulate = NumberOption.Count("--accumulate", "Batches per step.", 1);
    private readonly Option<string> _optimizer = Word("--optimizer", "What moves the weights.", RequestWords.Optimizers);
    private readonly Option<double?> _weightDecay = NumberOption.Real("--weight-decay", "How strongly weights are drawn to 0; the optimizer's own where not given.", "from 0", static v => v >= 0);
    private readonly Option<double?> _momentum = NumberOption.Real("--momentum", "Of --optimizer sgd; 0.9 where not given.", "from 0 to below 1", static v => v is >= 0 and < 1);
    private readonly Option<string> _schedule = Word("--schedule", "How the learning rate goes over a stage.", RequestWords.Schedules);
    private readonly Option<int> _warmUp = NumberOption.Count("--warm-up", "Steps in which the rate first rises.", 0, least: 0);
    private readonly Option<double?> _clip = NumberOption.Real("--clip-norm", "The length that all gradients together may have.", "above 0", static v => v > 0);
    private readonly Option<double> _smoothing = NumberOption.Real("--label-smoothing", "The share of a label that is spread over all.", 0, "from 0 to below 1", static v => v is >= 0 and < 1);
    private readonly Option<bool> _balance = new("--balance-classes") { Description = "Count rare classes as much as frequent ones." };
    private readonly Option<int?> _patience = NumberOption.Count("--patience", "End a stage after so many epochs that bring nothing.");
    private readonly Option<bool> _keepBest = new("--keep-best") { Description = "End with the weights of the best epoch instead of the last." };
    private readonly Option<string?> _monitor = new("--monitor") { Description = "The metric that says what is better; the head's first where not given.", HelpName = "metric" };
    private readonly Option<bool> _augment = new("--augment") { Description = "Mirror, crop and tint the images a little, anew in each epoch." };
    private readonly ImageArguments _images = new();
    private readonly Option<int> _maxBroken = NumberOption.Count("--max-broken", "Images that may be unreadable and left out.", 0, least: 0);
    private readonly Option<long> _seed = new("--seed")
    {
        Description = "Decides the head's first weights, the split and the order of the images.",
        HelpName = "n",
        DefaultValueFactory = static _ => 1,
        CustomParser = static result =>
        {
            if (!long.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed))
            {
                result.AddError($"'{result.Tokens[0].Value}' in --seed is not a whole number.");
            }

            return seed;
        },
    };

    private readonly Option<string> _precision = Word("--precision", "The numbers to compute with; bfloat16 is seldom faster on a processor.", RequestWords.Precisions);

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All =>
    [
        _model, _data, _validation, _head, _unfreeze, _epochs, _rates, _batch, _optimizer, _schedule, _augment, _patience, _keepBest, _seed, Device, Threads, _precision,
        _headOn, _hidden, _dropout, _batchNorm, _depthDecay, _accumulate, _weightDecay, _momentum, _warmUp, _clip, _smoothing, _balance, _monitor, .. _images.All, _maxBroken,
    ];

    public static Option<string> DeviceOption() => new("--device") { Description = "cpu, cuda, cuda:N, or auto: the first CUDA device where there is one.", HelpName = "device", DefaultValueFactory = static _ => "cpu" };

    /// <summary>Whether somebody wrote an option, rather than leaving it as it is.</summary>
    public static bool IsGiven(SymbolResult result, Option option) => result.GetResult(option) is { Implicit: false };

    public void RequireModelAndData(CommandResult result)
    {
        foreach (var option in new[] { _model, _data })
        {
            if (!IsGiven(result, option))
            {
                result.AddError($"Option '{option.Name}' is required.");
            }
        }

        if (IsGiven(result, _momentum) && result.GetValue(_optimizer) != "sgd")
        {
            result.AddError("--momentum is for --optimizer sgd.");
        }

        if (IsGiven(result, _monitor) && !IsGiven(result, _patience) && !IsGiven(result, _keepBest))
        {
            result.AddError("--monitor is for --patience and --keep-best.");
        }

        if (IsGiven(result, _depthDecay) && !IsGiven(result, _unfreeze))
        {
            result.AddError("--depth-decay is for the layers that --unfreeze names.");
        }
    }

    public TrainRequest Read(ParseResult result)
    {
        return new TrainRequest
        {
            Model = FullPath(result.GetValue(_model)!),
            Data = Path.GetFullPath(result.GetValue(_data)!),
            Validation = ImageSets.ShareOf(result.GetValue(_validation)!) is null ? Path.GetFullPath(result.GetValue(_validation)!) : result.GetValue(_validation)!,
            Images = _images.Read(result),
            Head = result.GetValue(_head)!,
            HeadOn = result.GetValue(_headOn)!,
            HiddenUnits = result.GetValue(_hidden),
            Dropout = result.GetValue(_dropout),
            Unfreeze = result.GetValue(_unfreeze)!,
            BatchNorm = result.GetValue(_batchNorm)!,
            Epochs = StageValues.Counts(result.GetValue(_epochs), []),
            LearningRates = StageValues.Rates(result.GetValue(_rates), []),
            DepthDecay = result.GetValue(_depthDecay),
            BatchSize = result.GetValue(_batch),
            Accumulate = result.GetValue(_accumulate),
            Optimizer = result.GetValue(_optimizer)!,
            WeightDecay = result.GetValue(_weightDecay),
            Momentum = result.GetValue(_momentum),
            Schedule = result.GetValue(_schedule)!,
            WarmUp = result.GetValue(_warmUp),
            ClipNorm = result.GetValue(_clip),
            LabelSmoothing = result.GetValue(_smoothing),
            BalanceClasses = result.GetValue(_balance),
            Patience = result.GetValue(_patience),
            KeepBest = result.GetValue(_keepBest),
            Monitor = result.GetValue(_monitor),
            Augment = result.GetValue(_augment),
            MaxBroken = result.GetValue(_maxBroken),
            Seed = result.GetValue(_seed),
            Device = result.GetValue(Device)!,
            Threads = result.GetValue(Threads),
            Precision = result.GetValue(_precision)!,
        };
    }

    /// <summary>A path stays what it is when the run is repeated from another folder; a handle is no path.</summary>
    private static string FullPath(string model) => Path.Exists(model) ? Path.GetFullPath(model) : model;

    /// <summary>An option that takes one of some words, the first where not given.</summary>
    public static Option<string> Word(string name, string description, string[] words)
    {
        var option = new Option<string>(name) { Description = description, HelpName = string.Join('|', words), DefaultValueFactory = _ => words[0] };
        option.AcceptOnlyFromAmong(words);
        return option;
    }
}
