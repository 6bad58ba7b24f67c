using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Features;

/// <summary>Writes a <see cref="FeatureFile"/> row by row, whole or not at all.</summary>
internal sealed class FeatureFileWriter : IDisposable
{
    /// <summary>So many values may an example's results have together: their bytes must be counted by an int.</summary>
    public const long LongestRow = int.MaxValue / sizeof(float);
    private const string TemporaryExtension = FeatureFile.Extension + ".tmp";

    private readonly string _path;
    private readonly string _temporary;
    private readonly FileStream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly FeatureKey _key;
    private readonly IReadOnlyList<long[]> _shapes;
    private readonly int[] _lengths;
    private readonly List<int> _rows = [];
    private readonly HashSet<int> _known = [];

    /// <summary>Begins a file. What a program that was killed left beside it is cleared away.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public FeatureFileWriter(string path, FeatureKey key, IReadOnlyList<long[]> shapes)
    {
        if (shapes.Aggregate(0L, static (sum, shape) => checked(sum + FeatureFooter.LengthOf(shape))) > LongestRow)
        {
            throw new ArgumentException("An example's results are longer than a row may be.", nameof(shapes));
        }

        // A link stays, and what it leads to is replaced.
        _path = RealPath.Of(path);
        if (FileKinds.IsStream(_path))
        {
            throw new IOException($"'{_path}' is no file; features are written to one");
        }

        _key = key;
        _shapes = shapes;
        _lengths = [.. shapes.Select(static s => (int)FeatureFooter.LengthOf(s) * sizeof(float))];
        ClearAway(Path.GetDirectoryName(_path)!);
        _temporary = $"{Path.ChangeExtension(_path, null)}.{Guid.NewGuid():N}{TemporaryExtension}";
        _stream = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        var mark = new byte[FeatureFile.RowsAt];
        FeatureFile.Mark.CopyTo(mark);
        Write(mark);
    }

    /// <summary>Adds the results of some examples.</summary>
    /// <param name="examples">Which.</param>
    /// <param name="results">The results, each of as many rows.</param>
    public void Append(IReadOnlyList<int> examples, IReadOnlyList<Tensor> results)
    {
        using var scope = NewDisposeScope();
        var onProcessor = results.Select(static r => r.detach().cpu().contiguous()).ToList();
        for (var i = 0; i < examples.Count; i++)
        {
            Add(examples[i]);
            for (var k = 0; k < onProcessor.Count; k++)
            {
                Write(FeatureFile.Of(onProcessor[k], i, _lengths[k]));
            }
        }
    }

    /// <summary>Adds a row as a file has it.</summary>
    public void Append(int example, ReadOnlySpan<byte> row)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length, _lengths.Sum());
        Add(example);
        Write(row);
    }

    /// <summary>Ends the file and gives it its name.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Complete()
    {
        var footer = new FeatureFooter(_key, _shapes, _rows).ToBytes();
        var size = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(size, footer.Length);
        Write(footer);
        Write(size);
        DiskErrors.Naming(_path, () =>
        {
            _stream.Write(_hash.GetHashAndReset());
            _stream.Flush(flushToDisk: true);
            _stream.Dispose();
        });
        File.Move(_temporary, _path, overwrite: true);
    }

    public void Dispose()
    {
        try
        {
            _stream.Dispose();
        }
        catch (Exception e) when (e is IOException || DiskErrors.IsTooLarge(e))
        {
            // What was held back does not fit either; the write that failed first has told it.
        }
        finally
        {
            _hash.Dispose();
            File.Delete(_temporary);
        }
    }

    private void Add(int example)
    {
        if (!_known.Add(example))
        {
            throw new ArgumentException($"Example {example} is in the file already.", nameof(example));
        }

        _rows.Add(example);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        try
        {
            _stream.Write(bytes);
        }
        catch (ArgumentOutOfRangeException e) when (DiskErrors.IsTooLarge(e))
        {
            throw DiskErrors.TooLarge(_path, e);
        }
    }

    /// <summary>A file that somebody is writing is locked; one that nobody writes was left by a program that was killed.</summary>
    private static void ClearAway(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var left in Directory.EnumerateFiles(folder, "*" + TemporaryExtension))
        {
            try
            {
                using (new FileStream(left, FileMode.Open, FileAccess.Write, FileShare.None))
                {
                    File.Delete(left);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another run's: it is not ours to clear away.
            }
        }
    }
}
