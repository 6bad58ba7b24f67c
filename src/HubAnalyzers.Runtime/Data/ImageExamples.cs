using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;

namespace HubAnalyzers.Runtime;

/// <summary>Image files with their targets, read and decoded when they are asked for. <see cref="ImageFolder"/> and <see cref="ImageManifest"/> make them.</summary>
public sealed class ImageExamples : Examples
{
    private readonly string _root;
    private readonly IReadOnlyList<string> _paths;
    private readonly ImagePreprocessing _preprocessing;
    private readonly ImageLimits _limits;
    private readonly byte[]?[] _hashes;

    internal ImageExamples(string root, IReadOnlyList<string> paths, ExampleTargets targets, ImagePreprocessing preprocessing, ImageLimits limits)
    {
        _root = root;
        _paths = paths;
        _preprocessing = preprocessing;
        _limits = limits;
        _hashes = new byte[]?[paths.Count];
        Targets = targets;
        Shape = [preprocessing.Height, preprocessing.Width, preprocessing.Channels];
    }

    /// <inheritdoc/>
    public override int Count => _paths.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<int> Shape { get; }

    /// <inheritdoc/>
    public override ExampleTargets Targets { get; }

    /// <inheritdoc/>
    public override string Preprocessing => _preprocessing.ToString();

    internal override (float Low, float High) Range => (_preprocessing.Low, _preprocessing.High);

    /// <summary>The path of an example's file, relative to the folder and with slashes.</summary>
    public override string NameOf(int index) => _paths[index];

    /// <summary>The whole path of an example's file.</summary>
    internal string FileOf(int index) => Path.GetFullPath(PathOf(index));

    /// <summary>The same images with classes or labels among more names; null where one of theirs is not among them.</summary>
    internal ImageExamples? Among(IReadOnlyList<string> names) =>
        Targets.Among(names) is { } targets ? new ImageExamples(_root, _paths, targets, _preprocessing, _limits) : null;

    /// <inheritdoc/>
    protected internal override void Read(int index, in ExamplePass pass, Span<float> values) => ReadView(index, pass, null, values);

    internal override void ReadView(int index, in ExamplePass pass, ImageView? view, Span<float> values)
    {
        var bytes = BytesOf(index);
        _hashes[index] ??= SHA256.HashData(bytes);
        ImageReader.Read(bytes, PathOf(index), _preprocessing, _limits, view, values);
    }

    /// <summary>SHA-256 of the file's bytes.</summary>
    protected internal override byte[] HashOf(int index) => _hashes[index] ??= SHA256.HashData(BytesOf(index));

    private string PathOf(int index) => Path.Combine(_root, _paths[index].Replace('/', Path.DirectorySeparatorChar));

    private byte[] BytesOf(int index)
    {
        var path = PathOf(index);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
            if (stream.Length > _limits.MaxFileBytes)
            {
                throw new BrokenExampleException(path, $"it is {stream.Length} bytes long, and MaxFileBytes allows {_limits.MaxFileBytes}");
            }

            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BrokenExampleException(path, e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : "it cannot be read: " + e.Message.TrimEnd('.'), e);
        }
    }
}
