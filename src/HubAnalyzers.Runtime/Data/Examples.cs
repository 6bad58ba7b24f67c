using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using HubAnalyzers.SavedModel;

namespace HubAnalyzers.Runtime;

/// <summary>
/// A set of examples to train or measure on: what goes into the model, and what is to be learnt of it. Examples are read one at a time
/// and on several threads, so a set need not fit into memory.
/// </summary>
public abstract partial class Examples
{
    private string? _digest;

    /// <summary>The number of examples.</summary>
    public abstract int Count { get; }

    /// <summary>The shape of one example in the model's layout; an image's is height, width, channels.</summary>
    public abstract IReadOnlyList<int> Shape { get; }

    /// <summary>What is to be learnt of each.</summary>
    public abstract ExampleTargets Targets { get; }

    /// <summary>How files become numbers, for receipts and caches; empty where nothing is done to them.</summary>
    public virtual string Preprocessing => "";

    /// <summary>How examples are varied when they are trained on; empty where they are not, so that what a frozen layer says of one can be kept.</summary>
    public virtual string Augmentation => "";

    /// <summary>Whether an example may differ from epoch to epoch when it is trained on.</summary>
    public bool VariesByEpoch => Augmentation.Length > 0;

    /// <summary>A digest over names, targets and contents, <c>sha256:…</c>. The first question reads every example.</summary>
    public string Digest => _digest ??= ComputeDigest();

    /// <summary>The number of values of one example.</summary>
    internal int Size => Shape.Aggregate(1, static (a, b) => checked(a * b));

    /// <summary>Whether reading costs next to nothing, so that other threads would only be in the way.</summary>
    internal virtual bool IsInMemory => false;

    /// <summary>How strongly the examples of a batch are mixed when they are trained on; see <see cref="BatchMix"/>.</summary>
    internal virtual double Mixup => 0;

    /// <summary>The values of black and white, for augmentations that change colours.</summary>
    internal virtual (float Low, float High) Range => (0, 1);

    /// <summary>What reports call an example: the relative path of its file, or its place.</summary>
    public abstract string NameOf(int index);

    /// <summary>Reads an example. Called on several threads at once.</summary>
    /// <param name="index">Which, counted from 0.</param>
    /// <param name="pass">What for.</param>
    /// <param name="values">Takes the values, as many as <see cref="Shape"/> says.</param>
    /// <exception cref="BrokenExampleException">It cannot be read.</exception>
    protected internal abstract void Read(int index, in ExamplePass pass, Span<float> values);

    /// <summary>SHA-256 of an example's content: by default of its values, of a file's bytes where it is a file.</summary>
    /// <exception cref="BrokenExampleException">It cannot be read.</exception>
    protected internal virtual byte[] HashOf(int index)
    {
        var values = new float[Size];
        Read(index, default, values);
        if (!BitConverter.IsLittleEndian)
        {
            var words = MemoryMarshal.Cast<float, int>(values.AsSpan());
            BinaryPrimitives.ReverseEndianness(words, words);
        }

        return SHA256.HashData(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    /// <summary>Reads a part of an image; null is the whole as <see cref="Read"/> gives it. Files are cut before they are resized, which keeps their detail.</summary>
    internal virtual void ReadView(int index, in ExamplePass pass, ImageView? view, Span<float> values)
    {
        if (view is not { } part)
        {
            Read(index, pass, values);
            return;
        }

        var (height, width, channels) = (Shape[0], Shape[1], Shape[2]);
        var whole = new float[Size];
        Read(index, pass, whole);
        var region = part.IsCrop ? part.In(width, height, (double)width / height) : new ImageRegion(0, 0, width, height);
        Resampler.Resize<float>(whole, width, height, channels, region, values, width, channels, (0, 0, width, height));
        Mirroring.Apply(values, height, width, channels, part.MirrorX, part.MirrorY);
    }

    private string ComputeDigest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AppendText(hash, string.Join(',', Shape.Select(static d => d.ToString(CultureInfo.InvariantCulture))));
        AppendText(hash, Targets.GetType().Name);
        foreach (var name in Targets.Names)
        {
            AppendText(hash, name);
        }

        var contents = Enumerable.Range(0, Count).AsParallel().AsOrdered().WithDegreeOfParallelism(Math.Min(Environment.ProcessorCount, 8)).Select(HashOf);
        var index = 0;
        try
        {
            foreach (var content in contents)
            {
                AppendText(hash, NameOf(index));
                Targets.AppendTo(hash, index);
                hash.AppendData(content);
                index++;
            }
        }
        catch (AggregateException e) when (e.Flatten().InnerExceptions.OfType<BrokenExampleException>().FirstOrDefault() is { } broken)
        {
            throw broken;
        }

        return Sha256Digest.OfHash(hash.GetHashAndReset());
    }

    /// <summary>The length goes first, so that no two lists of texts give one sequence of bytes.</summary>
    private static void AppendText(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
