using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using TorchSharp;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Features;

/// <summary>
/// What the frozen part of a model gives for one set of examples while one choice of layers trains: computed once where that can be and
/// is worth it, and kept in memory or in a file. It is filled when it is first asked for.
/// </summary>
internal sealed class FeatureCache : IDisposable
{
    private readonly HubModel _model;
    private readonly Examples _examples;
    private readonly DataOptions _data;
    private readonly FeatureCacheOptions? _options;
    private readonly FeatureBudget _budget;
    private readonly FeatureUse _use;
    private readonly CancellationToken _cancellationToken;
    private string _decision = "not asked for";
    private FeatureKey? _key;
    private IFeatureStore? _store;
    private bool _isOpen;

    public FeatureCache(HubModel model, Examples examples, DataOptions data, FeatureCacheOptions? options, FeatureBudget budget, FeatureUse use, CancellationToken cancellationToken)
    {
        _model = model;
        _examples = examples;
        _data = data;
        _options = options;
        _budget = budget;
        _use = use;
        _cancellationToken = cancellationToken;
    }

    /// <summary>What was decided, with its reason, and the key of what is kept; the same for the same run.</summary>
    public string Explain() => _store is null ? _decision : $"{_decision}, key {(_key ??= FeatureKey.Of(_model, _examples, _use.IsTraining)).Digest}";

    /// <summary>What a person should look at: a file that was there and could not be used.</summary>
    public string? Warning { get; private set; }

    /// <summary>Whether what is kept is what the call gives, for nothing of the model trains.</summary>
    public bool AreResults { get; private set; }

    /// <summary>The kept features; null where there are none.</summary>
    public IFeatureStore? Open()
    {
        if (!_isOpen)
        {
            using var noGrad = no_grad();
            _store = (FeatureRule.Obstacle(_options, _use) ?? FeatureRule.Obstacle(_model.Planned(_use.IsTraining))) is { } obstacle ? NotKept(obstacle)
                : _options!.Directory is { } folder ? OnDisk(folder)
                : InMemory();
            AreResults = _store is not null && _model.Planned(_use.IsTraining).SuffixGraph is null;
            _isOpen = true;
        }

        return _store;
    }

    public void Dispose() => _store?.Dispose();

    private IFeatureStore? NotKept(string why)
    {
        _decision = FeatureText.NotKept(why);
        return null;
    }

    private MemoryFeatures? InMemory()
    {
        MemoryFeatures? store = null;
        try
        {
            foreach (var part in Compute())
            {
                using (part)
                {
                    if (store is null)
                    {
                        var bytes = part.BytesOfOne * _examples.Count;
                        if ((part.Obstacle(toDisk: false) ?? _budget.Take(bytes)) is { } obstacle)
                        {
                            NotKept(obstacle);
                            return null;
                        }

                        store = new MemoryFeatures(_examples.Count, part.Results);
                        _decision = FeatureText.Kept("in memory", _examples.Count, part.Shapes, bytes);
                    }

                    store.Add(part.Examples, part.Results);
                }
            }

            return store;
        }
        catch
        {
            store?.Dispose();
            throw;
        }
    }

    private IFeatureStore? OnDisk(string folder)
    {
        var key = _key = FeatureKey.Of(_model, _examples, _use.IsTraining);
        var path = Path.Combine(Path.GetFullPath(folder), key.FileName);
        var file = Existing(path, key) ?? (Computed(path, key) ? FeatureFile.Open(path) : null);
        if (file is null)
        {
            return null;
        }

        _decision = FeatureText.Kept("on disk", _examples.Count, file.Shapes, file.Rows.Count * file.Shapes.Sum(FeatureFooter.LengthOf) * sizeof(float));
        return new OnDevice(file, _model.Planned(_use.IsTraining).Variables.Options.Device ?? CPU);
    }

    /// <summary>The file of an earlier run, or of another program; null where there is none that serves.</summary>
    private FeatureFile? Existing(string path, FeatureKey key)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var file = FeatureFile.Open(path);
            if (file.Key == key && Enumerable.Range(0, _examples.Count).All(file.Has))
            {
                return file;
            }

            // Of a part of the examples, by somebody who has not merged all parts yet.
            file.Dispose();
        }
        catch (DataFormatException e)
        {
            Warning = $"The features in '{path}' were computed anew: {e.Problem}.";
        }

        return null;
    }

    private bool Computed(string path, FeatureKey key)
    {
        FeatureFileWriter? writer = null;
        try
        {
            foreach (var part in Compute())
            {
                using (part)
                {
                    if (writer is null)
                    {
                        var bytes = part.BytesOfOne * _examples.Count;
                        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                        var free = FreeBytesAt(Path.GetDirectoryName(path)!);
                        if ((part.Obstacle(toDisk: true) ?? (bytes < free ? null : $"they take {Sizes.Of(bytes)}, and the disk has {Sizes.Of(free)} left")) is { } obstacle)
                        {
                            NotKept(obstacle);
                            return false;
                        }

                        writer = new FeatureFileWriter(path, key, part.Shapes);
                    }

                    writer.Append(part.Examples, part.Results);
                }
            }

            writer?.Complete();
            return writer is not null;
        }
        finally
        {
            writer?.Dispose();
        }
    }

    private IEnumerable<ComputedFeatures> Compute() => FeatureExtraction.Compute(
        _model, new BatchLoader(_examples, _data), [.. Enumerable.Range(0, _examples.Count)], _use.BatchSize, _use.IsTraining, _cancellationToken);

    private static long FreeBytesAt(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (ArgumentException)
        {
            // A share of another machine has no drive; that it is full is told when it is written to.
            return long.MaxValue;
        }
    }

    /// <summary>A file's rows, brought to where the model computes.</summary>
    private sealed class OnDevice(FeatureFile file, Device device) : IFeatureStore
    {
        public bool Has(int example) => file.Has(example);

        public Tensor[] Read(IReadOnlyList<int> examples)
        {
            var results = file.Read(examples);
            if (device.type == DeviceType.CPU)
            {
                return results;
            }

            var moved = results.Select(r => r.to(device).DetachFromDisposeScope()).ToArray();
            foreach (var result in results)
            {
                result.Dispose();
            }

            return moved;
        }

        public void Dispose() => file.Dispose();
    }
}
