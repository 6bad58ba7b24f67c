using System;
using System.IO;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace HubAnalyzers.SavedModel.Bundles;

/// <summary>A shard in memory, page by page as it is touched. Pages that are written to become this process's own; the file never changes.</summary>
internal sealed class MappedShard : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private MappedShard(MemoryMappedFile file, MemoryMappedViewAccessor view)
    {
        _file = file;
        _view = view;
    }

    /// <summary>The memory. Who adds a reference keeps it beyond <see cref="Dispose"/>.</summary>
    public SafeBuffer View => _view.SafeMemoryMappedViewHandle;

    /// <summary>Maps a whole shard.</summary>
    public static MappedShard Open(SafeFileHandle handle)
    {
        var file = MemoryMappedFile.CreateFromFile(handle, mapName: null, capacity: 0, MemoryMappedFileAccess.CopyOnWrite, HandleInheritability.None, leaveOpen: true);
        try
        {
            return new MappedShard(file, file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.CopyOnWrite));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}

/// <summary>A tensor's bytes in a mapped shard.</summary>
internal readonly record struct MappedTensor(SafeBuffer View, long Offset, long Size);
