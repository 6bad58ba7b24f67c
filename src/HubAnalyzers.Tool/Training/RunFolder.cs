using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Enumeration;
using System.Linq;
using HubAnalyzers.Runtime;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Tool.Plots;

namespace HubAnalyzers.Tool.Training;

/// <summary>
/// The folder of a run. <c>request.json</c> is there from its beginning to its end, <c>checkpoints/</c> what it can be gone on from,
/// <c>model/</c> and <c>head/</c> what was learnt, a report, plots and TensorBoard's event files what people look at, and
/// <c>receipt.json</c>, written last, says that it is finished and whole. While it replaces a finished run, that one lies in <c>.replaced/</c>.
/// </summary>
internal sealed class RunFolder(string path)
{
    private const string ReceiptName = "receipt.json";
    private const string RequestName = "request.json";
    private const string LockName = ".lock";
    private const string ReplacedName = ".replaced";
    private const string ReportName = "report.html";
    private const string CurvesName = "curves.png";
    private const string ConfusionName = "confusion.png";

    /// <summary>What an export that was killed left.</summary>
    private const string HalfModels = ".model.*";

    /// <summary>Everything that a run writes; a folder that holds anything else is not removed.</summary>
    private static readonly string[] _own = [ReceiptName, RequestName, LockName, ReplacedName, "checkpoints", "model", "head", ReportName, CurvesName, ConfusionName, "events.out.tfevents.*", HalfModels, "*.tmp"];

    public string Path => path;

    public string Receipt { get; } = System.IO.Path.Combine(path, ReceiptName);

    public string Request { get; } = System.IO.Path.Combine(path, RequestName);

    public string Checkpoints { get; } = System.IO.Path.Combine(path, "checkpoints");

    public string Model { get; } = System.IO.Path.Combine(path, "model");

    public string Head { get; } = System.IO.Path.Combine(path, "head", "head");

    /// <summary>The finished run that this one replaces, until this one is finished.</summary>
    private string Replaced { get; } = System.IO.Path.Combine(path, ReplacedName);

    public bool IsFinished => File.Exists(Receipt);

    /// <summary>Whether there is something to go on from.</summary>
    public bool HasCheckpoints => Directory.Exists(Checkpoints) && Directory.EnumerateDirectories(Checkpoints).Any();

    /// <summary>Whether a run was begun here and not ended.</summary>
    public bool IsUnfinished => !IsFinished && File.Exists(Request);

    /// <summary>A new run must not meet anything but, where that is allowed, an older one that nobody is at.</summary>
    /// <exception cref="WrongUsageException">It does; the message says what to do.</exception>
    /// <exception cref="IOException">Another process trains into it.</exception>
    public void RequireFree(bool overwrite)
    {
        if (File.Exists(System.IO.Path.Combine(path, LockName)))
        {
            // One that was killed leaves its lock behind, and nobody holds it.
            Lock().Dispose();
        }

        RequireReplaceable(overwrite);
    }

    /// <summary>What is learnt could not be written into the model's own folder, nor the model be read once a run has replaced it.</summary>
    /// <exception cref="WrongUsageException">One of the folders lies in the other.</exception>
    public void RequireApartFrom(string model)
    {
        if (RealPath.IsWithin(path, model) || RealPath.IsWithin(model, path))
        {
            throw new WrongUsageException($"'{path}' lies in the model's own folder {model}, or holds it; give another with -o.");
        }
    }

    private void RequireReplaceable(bool overwrite)
    {
        if (File.Exists(path))
        {
            throw new WrongUsageException($"'{path}' is a file; give another folder with -o.");
        }

        if (!Directory.Exists(path) || !Entries().Any())
        {
            return;
        }

        if (!IsFinished && !IsUnfinished)
        {
            throw new WrongUsageException($"'{path}' is there already and no folder of a run; give another with -o.");
        }

        if (!overwrite)
        {
            throw new WrongUsageException(IsFinished
                ? $"'{path}' holds a run already; give another folder with -o, or replace it with --overwrite."
                : $"'{path}' holds a run that was not finished; go on with --resume {path}, give another folder with -o, or begin anew with --overwrite.");
        }

        if (Entries().Select(static e => System.IO.Path.GetFileName(e)).FirstOrDefault(static name => !_own.Any(own => FileSystemName.MatchesSimpleExpression(own, name))) is { } foreign)
        {
            throw new WrongUsageException($"'{path}' holds '{foreign}', which no run wrote; move it away, or give another folder with -o.");
        }
    }

    /// <summary>Keeps other processes from training into the folder, until it is disposed.</summary>
    /// <exception cref="IOException">One does already, or the folder cannot be made.</exception>
    public IDisposable Lock()
    {
        DiskErrors.Making(path, path);
        try
        {
            return new FileStream(System.IO.Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e)
        {
            throw new IOException($"{path}: another process trains into it; wait for it, or give another folder with -o.", e);
        }
    }

    /// <summary>
    /// Writes what a new run is asked for, and puts a finished one aside that it replaces; one that was not finished is removed. The folder is
    /// locked: what <see cref="RequireFree"/> found may have changed before it was.
    /// </summary>
    /// <exception cref="WrongUsageException">There is something now that must not be removed.</exception>
    public void Begin(TrainRequest request, bool overwrite)
    {
        RequireReplaceable(overwrite);

        // First, so that what is half put aside looks like a run that is not finished, and not like somebody else's folder.
        WholeFile.Write(Request, RequestJson.ToBytes(request));
        var older = Entries().Where(e => e != Request).ToList();
        if (IsFinished)
        {
            RemoveAll([Replaced]);
            Directory.CreateDirectory(Replaced);
            MoveAll(older.OrderByDescending(e => e == Receipt), Replaced);
        }
        else
        {
            RemoveAll(older);
        }
    }

    /// <summary>Removes a run that could not begin, and puts back the one that it was to replace.</summary>
    public void TakeBack()
    {
        if (!Directory.Exists(Replaced))
        {
            Directory.Delete(path, recursive: true);
            return;
        }

        RemoveAll(Entries());
        MoveAll(Directory.EnumerateFileSystemEntries(Replaced).OrderBy(static e => System.IO.Path.GetFileName(e) == ReceiptName), path);
        RemoveAll([Replaced]);
    }

    /// <summary>What the run that was begun here is asked for.</summary>
    /// <exception cref="HubModelFormatException">None was, or it is not understood.</exception>
    public TrainRequest ReadRequest() => File.Exists(Request)
        ? RequestJson.ReadFile(Request)
        : throw new HubModelFormatException(path, "it holds no run that could be gone on from", "give the folder of a run that was stopped");

    /// <summary>Writes what was learnt. The receipt is last: a run that is killed before is unfinished still and can be gone on from.</summary>
    public void Finish(HubModel model, DenseHead head, FineTuneOptions options, FineTuneResult result)
    {
        foreach (var half in Directory.EnumerateDirectories(path, HalfModels).ToList())
        {
            Directory.Delete(half, recursive: true);
        }

        model.Export(Model, overwrite: true);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Head)!);
        head.Export(Head);
        HtmlReport.Write(System.IO.Path.Combine(path, ReportName), model, options, result, new HtmlReportOptions { ReceiptFile = ReceiptName });
        HistoryPlot.Write(System.IO.Path.Combine(path, CurvesName), options, result);
        if (result.Evaluation is ClassEvaluation { Classes.Count: <= ConfusionPlot.MostClasses } classes)
        {
            ConfusionPlot.Write(System.IO.Path.Combine(path, ConfusionName), classes);
        }

        result.Receipt!.Write(Receipt);
        RemoveAll([Request, Replaced]);
    }

    /// <summary>The receipt of a finished run.</summary>
    /// <exception cref="HubModelFormatException">The folder holds none.</exception>
    public FineTuneReceipt ReadReceipt() => IsFinished
        ? FineTuneReceipt.Read(Receipt)
        : throw new HubModelFormatException(
            path,
            IsUnfinished ? "its run is not finished" : Directory.Exists(path) ? "it is no folder of a run: it has no receipt.json" : "there is no such folder",
            IsUnfinished ? $"go on with 'dotnet hub train --resume {path}'" : "give the folder that 'dotnet hub train -o' wrote");

    private IEnumerable<string> Entries() => Directory.EnumerateFileSystemEntries(path).Where(static e => System.IO.Path.GetFileName(e) is not (LockName or ReplacedName));

    private static void RemoveAll(IEnumerable<string> entries)
    {
        foreach (var entry in entries.ToList())
        {
            if (Directory.Exists(entry))
            {
                Directory.Delete(entry, recursive: true);
            }
            else
            {
                File.Delete(entry);
            }
        }
    }

    private static void MoveAll(IEnumerable<string> entries, string folder)
    {
        foreach (var entry in entries.ToList())
        {
            Directory.Move(entry, System.IO.Path.Combine(folder, System.IO.Path.GetFileName(entry)));
        }
    }
}
