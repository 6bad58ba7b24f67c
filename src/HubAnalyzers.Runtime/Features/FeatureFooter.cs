using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace HubAnalyzers.Runtime.Features;

/// <summary>What a file of features says of its rows.</summary>
/// <param name="Key">What they depend on.</param>
/// <param name="Shapes">The shape of each result, without the example's axis.</param>
/// <param name="Rows">The example of each row.</param>
internal sealed record FeatureFooter(FeatureKey Key, IReadOnlyList<long[]> Shapes, IReadOnlyList<int> Rows)
{
    private const int Schema = 1;
    private const int MostTensors = 1024;
    private const int MostAxes = 16;

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 8,
    };

    /// <summary>The number of values in a row.</summary>
    public long RowLength => Shapes.Sum(LengthOf);

    public static long LengthOf(long[] shape) => shape.Aggregate(1L, static (a, b) => checked(a * b));

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(new Form(Schema, Key.Digest, Key, Shapes, RangesOf(Rows)), _json);

    /// <summary>Reads it. What it says is checked against the bytes that are there before anything is made of it.</summary>
    /// <param name="bytes">The JSON.</param>
    /// <param name="rowBytes">How many bytes the file has for its rows.</param>
    /// <exception cref="InvalidDataException">It contradicts itself or the file.</exception>
    public static FeatureFooter Parse(ReadOnlySpan<byte> bytes, long rowBytes)
    {
        Form form;
        try
        {
            form = JsonSerializer.Deserialize<Form>(bytes, _json) ?? throw new InvalidDataException("its description is null");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new InvalidDataException("its description is not understood", e);
        }

        if (form.Schema != Schema)
        {
            throw new InvalidDataException($"it has the layout {form.Schema}, this version reads {Schema}");
        }

        if (form.Of.Digest != form.Key)
        {
            throw new InvalidDataException("its key is not that of what it says it depends on");
        }

        var rows = CountRows(form, rowBytes);
        var examples = new List<int>(rows);
        foreach (var range in form.Rows)
        {
            examples.AddRange(Enumerable.Range(range[0], range[1]));
        }

        return new FeatureFooter(form.Of, form.Shapes, examples);
    }

    private static int CountRows(Form form, long rowBytes)
    {
        if (form.Shapes.Count is 0 or > MostTensors || form.Shapes.Any(static s => s is null || s.Length > MostAxes || s.Any(static d => d < 1)))
        {
            throw new InvalidDataException("its shapes are none of results");
        }

        var ranges = form.Rows;
        if (ranges.Any(static r => r is not [>= 0, >= 1] || (long)r[0] + r[1] > int.MaxValue))
        {
            throw new InvalidDataException("its rows are none of examples");
        }

        var sorted = ranges.OrderBy(static r => r[0]).ToList();
        if (sorted.Zip(sorted.Skip(1), static (a, b) => (long)a[0] + a[1] > b[0]).Contains(true))
        {
            throw new InvalidDataException("it has an example twice");
        }

        try
        {
            var count = ranges.Sum(static r => (long)r[1]);
            var expected = checked(count * sizeof(float) * form.Shapes.Aggregate(0L, static (sum, shape) => checked(sum + LengthOf(shape))));
            return expected == rowBytes ? (int)count : throw new InvalidDataException($"it describes {expected} bytes of rows and has {rowBytes}");
        }
        catch (OverflowException e)
        {
            throw new InvalidDataException("it describes more than a file holds", e);
        }
    }

    /// <summary>As start and length: most files hold long runs of examples.</summary>
    private static List<int[]> RangesOf(IReadOnlyList<int> rows)
    {
        var ranges = new List<int[]>();
        foreach (var row in rows)
        {
            if (ranges.Count > 0 && ranges[^1] is var last && last[0] + last[1] == row)
            {
                last[1]++;
            }
            else
            {
                ranges.Add([row, 1]);
            }
        }

        return ranges;
    }

    private sealed record Form(int Schema, string Key, FeatureKey Of, IReadOnlyList<long[]> Shapes, IReadOnlyList<int[]> Rows);
}
