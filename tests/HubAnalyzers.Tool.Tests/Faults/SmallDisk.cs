using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Tool.Tests.Faults;

/// <summary>A file system of few KB that one run of the tool has to itself.</summary>
internal static class SmallDisk
{
    /// <summary>Where it is, in the arguments of a run.</summary>
    public const string Place = "{DISK}";

    /// <summary>In what runs before: gives the disk the room that it lacked.</summary>
    public const string Enlarge = "mount -o remount,size=64m \"$DISK\"";

    private const string Mount = "mount -t tmpfs -o size=${SIZE}k,mode=0777 none \"$DISK\"";

    /// <summary>Only root may mount, be it in a user namespace of one's own; machines differ in what they allow.</summary>
    private static readonly Lazy<string[]?> _namespace = new(static () => new string[][] { ["-m"], ["-r", "-m"] }.FirstOrDefault(static a => Try(a)));

    /// <summary>Runs the tool with the disk there, and says which files are on it afterwards: "SIZE PATH".</summary>
    /// <param name="folder">Where the disk is mounted.</param>
    /// <param name="before">What a shell does before, with the disk in $DISK and the tool in $TOOL.</param>
    /// <param name="arguments">The tool's.</param>
    /// <param name="kilobytes">The disk's size.</param>
    public static async Task<(ToolRun Result, IReadOnlyList<string> Files)> Run(TempFolder folder, string before, string[] arguments, int kilobytes = 64)
    {
        Skip.If(_namespace.Value is null, "this machine lets nobody mount a small file system (unshare -m)");
        var disk = folder.File("disk");
        Directory.CreateDirectory(disk);
        var listing = folder.File("listing");
        using var tool = ToolProcess.Start(
            "unshare",
            [
                .. _namespace.Value!, "bash", "-c",
                $"{Mount} || exit 99; {before}\ndotnet \"$@\"; code=$?; find \"$DISK\" -type f -printf '%s %P\\n' | sort > \"$LISTING\"; exit $code",
                "bash", ToolProcess.Assembly, .. arguments.Select(a => a.Replace(Place, disk, StringComparison.Ordinal)),
            ],
            new Dictionary<string, string> { ["DISK"] = disk, ["SIZE"] = kilobytes.ToString(CultureInfo.InvariantCulture), ["TOOL"] = ToolProcess.Assembly, ["LISTING"] = listing, ["DOTNET_EnableDiagnostics"] = "0" });
        var result = await tool.ResultAsync();
        return (result, File.Exists(listing) ? await File.ReadAllLinesAsync(listing) : ["the disk could not be listed"]);
    }

    private static bool Try(string[] arguments)
    {
        using var folder = new TempFolder();
        try
        {
            using var process = Process.Start(new ProcessStartInfo("unshare", [.. arguments, "bash", "-c", Mount]) { RedirectStandardError = true, Environment = { ["DISK"] = folder.Path, ["SIZE"] = "64" } })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
