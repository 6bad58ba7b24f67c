using System;
using System.Buffers.Binary;
using System.IO;
using System.Runtime.InteropServices;

namespace HubAnalyzers.SavedModel.Files;

/// <summary>Tells files from what only looks like one. .NET does not say it, and opening a pipe to find out waits for who reads it.</summary>
internal static partial class FileKinds
{
    private const int CurrentFolder = -100;
    private const uint TypeOnly = 1;
    private const int SizeOfStatx = 256;
    private const int OffsetOfMode = 28;
    private const int TypeMask = 0xF000;
    private const int Folder = 0x4000;
    private const int RegularFile = 0x8000;

    /// <summary>Whether a path leads to a device, a pipe or a socket. Elsewhere than on Linux, only those in <c>/dev</c> are known.</summary>
    public static bool IsStream(string path)
    {
        var full = Path.GetFullPath(path);
        if (OperatingSystem.IsWindows() || !File.Exists(full))
        {
            return false;
        }

        // Standard output is among them, whatever it goes to.
        return IsBelow("/dev/") && !IsBelow("/dev/shm/") || IsBelow("/proc/") || (OperatingSystem.IsLinux() && TypeOf(full) is not (Folder or RegularFile or null));

        bool IsBelow(string folder) => full.StartsWith(folder, StringComparison.Ordinal);
    }

    /// <summary>The type in a file's mode, links followed; null where it cannot be told.</summary>
    private static int? TypeOf(string path)
    {
        Span<byte> state = stackalloc byte[SizeOfStatx];
        try
        {
            return Statx(CurrentFolder, path, 0, TypeOnly, state) == 0 ? BinaryPrimitives.ReadUInt16LittleEndian(state[OffsetOfMode..]) & TypeMask : null;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library from before 2018.
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, Span<byte> state);
}
