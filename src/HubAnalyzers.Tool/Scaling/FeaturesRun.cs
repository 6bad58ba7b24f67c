using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using HubAnalyzers.Runtime;
using HubAnalyzers.Runtime.Features;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Tool.Output;
using HubAnalyzers.Tool.Training;

namespace HubAnalyzers.Tool.Scaling;

/// <summary>
/// Computes what the frozen part of a model gives for each image, all of it or a shard, and joins the shards. The files are those of the
/// trainer's cache: a training with the same options finds them there.
/// </summary>
internal static class FeaturesRun
{
    public const string Work = "features";

    public static int Compute(TrainRequest request, Shard shard, string folder, ToolConsole console)
    {
        ModelToTrain.RequireSomethingTrains(request.Model, request.Unfreeze, console);
        return Guard.Run(() =>
        {
            using var session = TrainSession.Open(request);
            using var stop = new StopSignals();
            session.LeaveOutBroken(stop.Token);
            var report = TextReport.For(console);
            var parts = new List<ShardPart>();
            var obstacles = new List<string>();
            Directory.CreateDirectory(ShardRecord.PartsOf(folder));
            foreach (var set in FeatureSet.Of(session))
            {
                if (set.Prepare(session.Model) is { } obstacle)
                {
                    obstacles.Add($"{set.Name}: {obstacle}");
                    report.Fact(set.Name, NameWidth, "left out, for " + obstacle, Tone.Caution);
                    continue;
                }

                var key = FeatureKey.Of(session.Model, set.Examples, set.IsTraining);
                if (parts.Exists(p => p.Key == key.Digest))
                {
                    continue;
                }

                var part = Write(session, set, key, shard, folder, stop);
                parts.Add(part);
                report.Fact(set.Name, NameWidth, string.Create(CultureInfo.InvariantCulture, $"{part.Count} of {part.Total} images"));
            }

            if (parts.Count == 0)
            {
                throw new InvalidOperationException("There is nothing to keep: " + string.Join("; ", obstacles.Distinct()) + ".");
            }

            ShardRecord.Create(Work, PlanOf(parts), shard, parts).Write(folder);
            report.Fact("shard", NameWidth, $"{shard} in {folder}");
            report.WriteTo(console);
            return shard.Count == 1 ? Merge(folder, console) : ExitCodes.Done;
        });
    }

    /// <summary>Joins the shards of a folder: a file for each set, named as the trainer's cache names it.</summary>
    public static int Merge(string folder, ToolConsole console) => Guard.Run(() =>
    {
        var records = ShardRecord.ReadAll(folder, Work);
        var report = TextReport.For(console);
        foreach (var set in records.SelectMany(static r => r.Parts).GroupBy(static p => p.Key, StringComparer.Ordinal))
        {
            var name = set.First().Name;
            PartsInOrder.Require(folder, [.. set], $"'{name}': images", first: 0, "run all shards again with the same options, --batch-size among them");
            if (set.Count() != records.Count)
            {
                throw new HubModelFormatException(folder, string.Create(CultureInfo.InvariantCulture, $"'{name}': {set.Count()} of {records.Count} shards have it"), "run all shards again with the same options");
            }

            var target = Join(folder, [.. set.Where(static p => p.File is not null)]);
            report.Fact(name, NameWidth, string.Create(CultureInfo.InvariantCulture, $"{set.First().Total} images in {target}"));
        }

        report.WriteTo(console);
        return ExitCodes.Done;
    });

    private const int NameWidth = 18;

    /// <summary>Joins the parts of one set. The bytes of each are read once, and then mapped.</summary>
    private static string Join(string folder, ShardPart[] parts)
    {
        var files = new List<FeatureFile>();
        try
        {
            foreach (var part in parts)
            {
                files.Add(Open(Path.Combine(ShardRecord.PartsOf(folder), part.File!), part));
            }

            var target = Path.Combine(folder, files[0].Key.FileName);
            FeatureFile.Merge(target, files);
            return target;
        }
        finally
        {
            files.ForEach(static f => f.Dispose());
        }
    }

    private static FeatureFile Open(string path, ShardPart part)
    {
        FeatureFile file;
        try
        {
            file = FeatureFile.Open(path);
        }
        catch (DataFormatException e)
        {
            throw new HubModelFormatException(path, e.Problem, ShardRecord.Remedy, e);
        }

        try
        {
            ShardRecord.RequireBytes(part, path, file.Digest);
            return file.Key.Digest == part.Key && file.Rows.SequenceEqual(Enumerable.Range(part.First, part.Count))
                ? file
                : throw new HubModelFormatException(path, "its features are not those that its record names", ShardRecord.Remedy);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static ShardPart Write(TrainSession session, FeatureSet set, FeatureKey key, Shard shard, string folder, StopSignals stop)
    {
        var rows = shard.RowsOf(set.Examples.Count, session.Options.BatchSize);
        if (rows.Count == 0)
        {
            return new ShardPart(set.Name, key.Digest, 0, 0, set.Examples.Count, null, null);
        }

        var file = $"{Path.GetFileNameWithoutExtension(key.FileName)}-{shard.Index:D5}-of-{shard.Count:D5}{FeatureFile.Extension}";
        var path = Path.Combine(ShardRecord.PartsOf(folder), file);
        FeatureExtraction.Write(session.Model, set.Examples, rows, path, session.Options.Data, session.Options.BatchSize, set.IsTraining, stop.Token);
        return new ShardPart(set.Name, key.Digest, rows[0], rows.Count, set.Examples.Count, file, ShardRecord.DigestOf(path));
    }

    /// <summary>The sets with their keys and sizes: equal in every shard that has the same options, model, images and version.</summary>
    private static string PlanOf(IEnumerable<ShardPart> parts) =>
        ShardRecord.DigestOf(Encoding.UTF8.GetBytes(string.Concat(parts.Select(static p => string.Create(CultureInfo.InvariantCulture, $"{p.Key} {p.Total}\n")))));
}
