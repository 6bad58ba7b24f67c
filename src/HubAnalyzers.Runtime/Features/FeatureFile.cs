using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.IO.MemoryMappedFiles;
using System.Linq;
using System.Security.Cryptography;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Features;

/// <summary>
/// A file of features: a mark of 64 bytes, the rows (float32, little-endian, an example's results one after the other), what they are as
/// JSON, its length in 4 bytes, and SHA-256 of all that. It may hold any part of a set of examples. Its rows are mapped, so that they take no
/// memory that the system could not use otherwise; the file must not be cut or written to while it is open (replacing it is no harm).
/// </summary>
internal sealed unsafe class FeatureFile : IFeatureStore
{
    public const string Extension = ".features";
    public const int RowsAt = 64;
    public const int HashBytes = 32;
    private const int MostFooterBytes = 64 << 20;
    private const string Remedy = "delete it, and it is computed anew";

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private readonly FeatureFooter _footer;
    private readonly Dictionary<int, int> _places;
    private bool _isDisposed;

    private FeatureFile(string path, FeatureFooter footer, string digest, FileStream stream)
    {
        Path = path;
        Digest = digest;
        _footer = footer;
        _places = footer.Rows.Select(static (example, row) => (example, row)).ToDictionary(static p => p.example, static p => p.row);
        _file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _start += _view.PointerOffset + RowsAt;
    }

    public static ReadOnlySpan<byte> Mark => "HubAnalyzers features\n"u8;

    public string Path { get; }

    /// <summary>The digest of all its bytes, <c>sha256:…</c>, from the one time that they were read.</summary>
    public string Digest { get; }

    /// <summary>What the features depend on.</summary>
    public FeatureKey Key => _footer.Key;

    /// <summary>The shape of each result, without the example's axis.</summary>
    public IReadOnlyList<long[]> Shapes => _footer.Shapes;

    /// <summary>The example of each row.</summary>
    public IReadOnlyList<int> Rows => _footer.Rows;

    /// <summary>Opens a file after checking every byte of it.</summary>
    /// <exception cref="DataFormatException">It is missing, torn, or no file of features; the message says which.</exception>
    public static FeatureFile Open(string path)
    {
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            try
            {
                var (footer, digest) = Check(stream);
                return new FeatureFile(path, footer, digest, stream);
            }
            catch
            {
                stream.Dispose();
                throw;
            }
        }
        catch (InvalidDataException e)
        {
            throw new DataFormatException(path, e.Message, Remedy, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataFormatException(path, "it cannot be read: " + e.Message.TrimEnd('.'), "look at the folder that was named", e);
        }
    }

    /// <summary>Joins files of parts of one set; the rows are in the order of the examples.</summary>
    /// <param name="path">Where to; what is there is replaced when the new file is whole.</param>
    /// <param name="parts">The files, which stay the caller's.</param>
    /// <exception cref="DataFormatException">A part is of other features, or holds an example that another one holds.</exception>
    public static void Merge(string path, IReadOnlyList<FeatureFile> parts)
    {
        ArgumentOutOfRangeException.ThrowIfZero(parts.Count, nameof(parts));
        foreach (var part in parts)
        {
            RequireSame(parts[0], part);
        }

        var rows = parts.SelectMany(static file => file.Rows.Select((example, row) => (example, file, row))).OrderBy(static r => r.example).ToList();
        foreach (var (first, second) in rows.Zip(rows.Skip(1)))
        {
            if (first.example == second.example)
            {
                throw new DataFormatException(second.file.Path, $"it holds example {second.example}, which {first.file.Path} holds too", "compute each example in one part only");
            }
        }

        using var writer = new FeatureFileWriter(path, parts[0].Key, parts[0].Shapes);
        foreach (var (example, file, row) in rows)
        {
            writer.Append(example, file.BytesOf(row));
        }

        writer.Complete();
    }

    public bool Has(int example) => _places.ContainsKey(example);

    public Tensor[] Read(IReadOnlyList<int> examples)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var results = Shapes.Select(s => empty([examples.Count, .. s]).DetachFromDisposeScope()).ToArray();
        for (var i = 0; i < examples.Count; i++)
        {
            var row = BytesOf(_places[examples[i]]);
            for (var k = 0; k < results.Length; k++)
            {
                var length = (int)FeatureFooter.LengthOf(Shapes[k]) * sizeof(float);
                row[..length].CopyTo(Of(results[k], i, length));
                row = row[length..];
            }
        }

        return results;
    }

    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _file.Dispose();
        }
    }

    /// <summary>A row of a tensor's memory. The whole may have more bytes than a span counts, a row has not.</summary>
    internal static Span<byte> Of(Tensor tensor, int row, int length)
    {
        using var one = tensor.narrow(0, row, 1);
        return one.bytes[..length];
    }

    private static void RequireSame(FeatureFile first, FeatureFile other)
    {
        if (first.Key != other.Key || !first.Shapes.SelectMany(static s => s.Prepend(-1)).SequenceEqual(other.Shapes.SelectMany(static s => s.Prepend(-1))))
        {
            throw new DataFormatException(other.Path, $"it holds other features than {first.Path}: {DifferenceOf(first.Key, other.Key)}", "merge the parts of one plan over one set of examples");
        }
    }

    private static string DifferenceOf(FeatureKey a, FeatureKey b) =>
        a.Model != b.Model ? "of another model" : a.Weights != b.Weights ? "of other weights" : a.Plan != b.Plan ? "of another plan"
        : a.Preprocessing != b.Preprocessing ? "of another preprocessing" : a.Data != b.Data ? "of other examples" : "of other shapes";

    private static (FeatureFooter Footer, string Digest) Check(FileStream stream)
    {
        Span<byte> mark = stackalloc byte[RowsAt];
        var length = stream.Length;
        if (length < RowsAt + sizeof(int) + HashBytes)
        {
            throw new InvalidDataException("it is too short for a file of features");
        }

        stream.ReadExactly(mark);
        if (!mark[..Mark.Length].SequenceEqual(Mark) || mark[Mark.Length..].ContainsAnyExcept((byte)0))
        {
            throw new InvalidDataException("it is no file of features");
        }

        var digest = RequireHash(stream);
        Span<byte> size = stackalloc byte[sizeof(int)];
        stream.Position = length - HashBytes - sizeof(int);
        stream.ReadExactly(size);
        var footerBytes = BinaryPrimitives.ReadInt32LittleEndian(size);
        var rowBytes = length - RowsAt - footerBytes - sizeof(int) - HashBytes;
        if (footerBytes is < 1 or > MostFooterBytes || rowBytes < 0)
        {
            throw new InvalidDataException("its description is longer than the file");
        }

        var footer = new byte[footerBytes];
        stream.Position = RowsAt + rowBytes;
        stream.ReadExactly(footer);
        var parsed = FeatureFooter.Parse(footer, rowBytes);
        return parsed.RowLength <= FeatureFileWriter.LongestRow ? (parsed, digest) : throw new InvalidDataException("its rows are longer than rows may be");
    }

    /// <summary>Reads every byte, and gives the digest of all of them.</summary>
    private static string RequireHash(FileStream stream)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        stream.Position = 0;
        for (var left = stream.Length - HashBytes; left > 0;)
        {
            var read = stream.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (read == 0)
            {
                throw new InvalidDataException("it became shorter while it was read");
            }

            hash.AppendData(buffer, 0, read);
            left -= read;
        }

        var stored = new byte[HashBytes];
        stream.ReadExactly(stored);
        if (!hash.GetCurrentHash().AsSpan().SequenceEqual(stored))
        {
            throw new InvalidDataException("it is torn: its bytes are not those that its checksum is of");
        }

        hash.AppendData(stored);
        return "sha256:" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private ReadOnlySpan<byte> BytesOf(int row)
    {
        var length = _footer.RowLength * sizeof(float);
        return new ReadOnlySpan<byte>(_start + (row * length), (int)length);
    }
}
