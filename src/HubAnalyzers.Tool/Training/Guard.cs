using System;
using System.IO;
using HubAnalyzers.Runtime;
using HubAnalyzers.Runtime.Training;

namespace HubAnalyzers.Tool.Training;

/// <summary>The runtime's exceptions in the tool's terms. Only commands that train know the runtime's types.</summary>
internal static class Guard
{
    public static T Run<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (HubTrainabilityException e)
        {
            // The rule speaks of the analyzers' option.
            throw new RefusedException(e.Message.Replace("set hub_batch_norm_policy", "give --batch-norm affine", StringComparison.Ordinal), e);
        }
        catch (Exception e) when (e is DataFormatException or BrokenExampleException or HubNativeLibraryException or HubUnsupportedOpException or HubModelChangedException or HubDeviceException or HubOutOfMemoryException or HubExportException)
        {
            throw new IOException(InOptions(e.Message, FileOf(e)), e);
        }
        catch (ArgumentException e)
        {
            // The parameter is one of a method, which a reader of a command line has not called.
            throw new WrongUsageException(InOptions(e.ParamName is { } name ? e.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : e.Message));
        }
        catch (ForeignCheckpointsException e)
        {
            // Model or images were changed since.
            throw new IOException(e.Message, e);
        }
        catch (InvalidOperationException e)
        {
            throw new RefusedException(e.Message, e);
        }
    }

    private static string FileOf(Exception e) => e switch
    {
        DataFormatException data => data.File,
        BrokenExampleException example => example.File,
        _ => "",
    };

    /// <summary>What the library calls by its members a reader of a command line knows as options. A file keeps its name, whatever it is called.</summary>
    private static string InOptions(string message, string file) =>
        file.Length > 0 && message.StartsWith(file, StringComparison.Ordinal) ? file + InOptions(message[file.Length..]) : InOptions(message);

    private static string InOptions(string message) => message
        .Replace("HubDevice.Cpu", "--device cpu", StringComparison.Ordinal)
        .Replace("BatchSize", "--batch-size", StringComparison.Ordinal)
        .Replace("MaxBroken", "--max-broken", StringComparison.Ordinal)
        .Replace("WarmUpSteps", "steps of --warm-up", StringComparison.Ordinal);
}
