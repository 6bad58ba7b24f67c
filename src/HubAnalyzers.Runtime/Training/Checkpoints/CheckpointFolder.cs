using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using HubAnalyzers.SavedModel;

namespace HubAnalyzers.Runtime.Training;

/// <summary>
/// The checkpoints of one run. Each is a folder with the tensors as a TensorBundle, the rest as JSON, and <c>SHA256SUMS</c> over all of it;
/// it is written under another name, each file flushed to the disk, and then renamed, so that a folder with its name is whole.
/// </summary>
internal sealed class CheckpointFolder(string folder)
{
    private const string NamePrefix = "checkpoint-";
    private const string TemporaryPrefix = ".checkpoint-";
    private const string Sums = "SHA256SUMS";
    private const string State = "state.json";
    private const string Tensors = "tensors";

    private static readonly JsonSerializerOptions _json = new() { WriteIndented = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, RespectNullableAnnotations = true };

    /// <summary>The names of the checkpoints, the newest first.</summary>
    public IReadOnlyList<string> Names => Directory.Exists(folder)
        ? [.. Directory.EnumerateDirectories(folder, NamePrefix + "*").Select(static d => Path.GetFileName(d)).Where(static n => NumberOf(n) > 0).OrderByDescending(NumberOf)]
        : [];

    /// <summary>Creates the folder, and clears away what a run that was killed left half written.</summary>
    public void Prepare()
    {
        Directory.CreateDirectory(folder);
        foreach (var temporary in Directory.EnumerateDirectories(folder, TemporaryPrefix + "*"))
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    /// <summary>Writes a checkpoint, whole or not at all.</summary>
    public void Write(CheckpointState state, IEnumerable<TensorBundleTensor> tensors)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{NamePrefix}{Names.Select(NumberOf).FirstOrDefault() + 1:D6}");
        var temporary = Path.Combine(folder, "." + name);
        try
        {
            Directory.CreateDirectory(temporary);
            TensorBundleWriter.Write(Path.Combine(temporary, Tensors), tensors);
            WholeFile.Write(Path.Combine(temporary, State), JsonSerializer.SerializeToUtf8Bytes(state, _json));
            WholeFile.Write(Path.Combine(temporary, Sums), Encoding.ASCII.GetBytes(SumsOf(temporary)));
            Directory.Move(temporary, Path.Combine(folder, name));
        }
        catch
        {
            // A disk that is full has no room for what is of no use.
            ClearAway(temporary);
            throw;
        }
    }

    /// <summary>Removes a checkpoint; one that is half removed no longer has its name.</summary>
    public void Delete(string name)
    {
        var temporary = Path.Combine(folder, "." + name);
        Directory.Move(Path.Combine(folder, name), temporary);
        Directory.Delete(temporary, recursive: true);
    }

    /// <summary>Reads a checkpoint after checking every byte of it.</summary>
    /// <exception cref="InvalidDataException">It is torn, or not of this layout; the message says how.</exception>
    public (CheckpointState State, TensorBundleReader Tensors) Read(string name)
    {
        var path = Path.Combine(folder, name);
        try
        {
            if (!File.Exists(Path.Combine(path, Sums)) || SumsOf(path) != File.ReadAllText(Path.Combine(path, Sums)))
            {
                throw new InvalidDataException($"it is torn: its files are not those that {Sums} lists");
            }

            var state = JsonSerializer.Deserialize<CheckpointState>(File.ReadAllBytes(Path.Combine(path, State)), _json);
            return state is { Schema: CheckpointState.CurrentSchema, Identity: not null, Run: not null }
                ? (state, TensorBundleReader.Open(Path.Combine(path, Tensors)))
                : throw new InvalidDataException($"it has the layout {state?.Schema}, this version reads {CheckpointState.CurrentSchema}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or HubModelFormatException)
        {
            throw new InvalidDataException($"it cannot be read: {e.Message}", e);
        }
    }

    private static void ClearAway(string temporary)
    {
        try
        {
            Directory.Delete(temporary, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next run removes it; what stopped this one is what has to be told.
        }
    }

    /// <summary>As sha256sum writes it, so that a person can check it with that.</summary>
    private static string SumsOf(string path) => string.Concat(
        Directory.EnumerateFiles(path).Select(static f => Path.GetFileName(f)).Where(static f => f != Sums).Order(StringComparer.Ordinal)
            .Select(file => $"{HashOf(Path.Combine(path, file))}  {file}\n"));

    private static string HashOf(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static int NumberOf(string name) => int.TryParse(name.AsSpan(NamePrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
