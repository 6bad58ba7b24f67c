using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using HubAnalyzers.SavedModel;

namespace HubAnalyzers.Tool.Scaling;

/// <summary>What a shard says of itself when it is done: written last, so that a shard without one is not done.</summary>
/// <param name="SchemaVersion">The version of this form.</param>
/// <param name="Work">What was done, <c>features</c> or <c>sweep</c>.</param>
/// <param name="Plan">A digest of what all shards together are to do.</param>
/// <param name="Index">Which shard, counted from 1.</param>
/// <param name="Of">How many there are.</param>
/// <param name="Parts">Its results.</param>
internal sealed record ShardRecord(int SchemaVersion, string Work, string Plan, int Index, int Of, IReadOnlyList<ShardPart> Parts)
{
    /// <summary>What helps a shard of which something is damaged.</summary>
    public const string Remedy = "run that shard again";

    private const int Schema = 1;
    private const long MaxBytes = 16 << 20;

    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static ShardRecord Create(string work, string plan, Shard shard, IReadOnlyList<ShardPart> parts) => new(Schema, work, plan, shard.Index, shard.Count, parts);

    /// <summary>The folder that the shards' own files lie in.</summary>
    public static string PartsOf(string folder) => Path.Combine(folder, "parts");

    public static string DigestOf(byte[] bytes) => Sha256Digest.Of(bytes);

    public static string DigestOf(string file)
    {
        using var stream = File.OpenRead(file);
        return Sha256Digest.Of(stream);
    }

    public void Write(string folder) => WholeFile.Write(Path.Combine(PartsOf(folder), NameOf(Work, Index, Of)), [.. JsonSerializer.SerializeToUtf8Bytes(this, _json), (byte)'\n']);

    /// <summary>Reads the records of all shards, in their order, after checking that they are all there and of one plan, and that every file is there. Whoever reads a file checks its bytes, with <see cref="RequireBytes"/>.</summary>
    /// <exception cref="HubModelFormatException">Something is missing, double, damaged or of another plan; the message names it.</exception>
    public static IReadOnlyList<ShardRecord> ReadAll(string folder, string work)
    {
        var parts = PartsOf(folder);
        var files = Directory.Exists(parts) ? Directory.GetFiles(parts, $"{work}-*-of-*.json").Order(StringComparer.Ordinal).ToList() : [];
        if (files.Count == 0)
        {
            throw new HubModelFormatException(folder, "no shard wrote into it", $"give the folder that 'dotnet hub {work} --shard i/n -o' was given");
        }

        if (files.Count > Shard.Most)
        {
            throw new HubModelFormatException(parts, $"it has the records of {files.Count} shards, more than there may be", "remove what no shard wrote");
        }

        var records = files.ConvertAll(Read);
        foreach (var (record, file) in records.Zip(files))
        {
            record.RequireOwn(file, work);
            RequireSamePlan(records[0], record, files[0], file);
        }

        var there = records.Select(static r => r.Index).ToHashSet();
        var missing = Enumerable.Range(1, records[0].Of).Where(i => !there.Contains(i)).ToList();
        if (missing.Count > 0)
        {
            throw new HubModelFormatException(parts, $"{(missing.Count == 1 ? "a shard is" : $"{missing.Count} shards are")} missing, --shard {missing[0]}/{records[0].Of}{(missing.Count > 1 ? " the first" : "")}", "run what is missing, then merge again");
        }

        foreach (var part in records.SelectMany(static r => r.Parts))
        {
            RequireFile(parts, part);
        }

        return [.. records.OrderBy(static r => r.Index)];
    }

    private static string NameOf(string work, int index, int of) => $"{work}-{index:D5}-of-{of:D5}.json";

    private static ShardRecord Read(string file)
    {
        try
        {
            var length = new FileInfo(file).Length;
            return length <= MaxBytes
                ? JsonSerializer.Deserialize<ShardRecord>(File.ReadAllBytes(file), _json) ?? throw new JsonException("it holds null")
                : throw new JsonException($"it is {length} bytes long");
        }
        catch (JsonException e)
        {
            throw new HubModelFormatException(file, $"it is no record of a shard: {e.Message.ReplaceLineEndings(" ").TrimEnd('.')}", Remedy, e);
        }
    }

    private void RequireOwn(string file, string work)
    {
        if (SchemaVersion != Schema)
        {
            throw new HubModelFormatException(file, $"its schemaVersion is {SchemaVersion}, and this program reads {Schema}", "use the version of HubAnalyzers that wrote it");
        }

        if (Work != work || Index < 1 || Index > Of || Of > Shard.Most || Path.GetFileName(file) != NameOf(Work, Index, Of))
        {
            throw new HubModelFormatException(file, "its name and what it says of itself differ", Remedy);
        }
    }

    private static void RequireSamePlan(ShardRecord first, ShardRecord other, string firstFile, string file)
    {
        if (first.Of != other.Of || first.Plan != other.Plan)
        {
            var what = first.Of != other.Of ? $"is one of {other.Of} shards, {Path.GetFileName(firstFile)} one of {first.Of}" : $"is of another plan than {Path.GetFileName(firstFile)}: other options, another model, other images or another version";
            throw new HubModelFormatException(file, "it " + what, "give each work a folder of its own with -o, and each shard the same options");
        }
    }

    /// <summary>A record is a stranger's: the names in it must not lead out of the folder.</summary>
    private static void RequireFile(string parts, ShardPart part)
    {
        if (part.Count < 0 || part.First < 0 || part.Total < 0 || (long)part.First + part.Count > part.Total || (part.File is null) != (part.Count == 0) || (part.File is null) != (part.Sha256 is null))
        {
            throw new HubModelFormatException(parts, $"the record of '{part.Name}' contradicts itself", Remedy);
        }

        if (part.File is null)
        {
            return;
        }

        if (part.File is "." or ".." or "" || part.File.IndexOfAny(['/', '\\', ':', '\0']) >= 0)
        {
            throw new HubModelFormatException(parts, $"the record of '{part.Name}' names a file outside of the folder", Remedy);
        }

        var path = Path.Combine(parts, part.File);
        if (!File.Exists(path))
        {
            throw new HubModelFormatException(path, "the file is missing", Remedy);
        }

    }

    /// <summary>Requires that a part's file is the one that the shard wrote.</summary>
    /// <param name="part">The part.</param>
    /// <param name="path">Its file.</param>
    /// <param name="digest">The digest of the file's bytes.</param>
    /// <exception cref="HubModelFormatException">It is not.</exception>
    public static void RequireBytes(ShardPart part, string path, string digest)
    {
        if (digest != part.Sha256)
        {
            throw new HubModelFormatException(path, "its bytes are not those that the shard wrote", Remedy);
        }
    }
}
