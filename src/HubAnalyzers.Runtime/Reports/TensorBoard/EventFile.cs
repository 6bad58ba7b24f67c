using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Google.Protobuf;
using HubAnalyzers.Runtime.TensorBoard.Wire;
using HubAnalyzers.SavedModel.Bundles;

namespace HubAnalyzers.Runtime.TensorBoard;

/// <summary>
/// A file of events as TensorBoard reads it: each record is its length, the length's checksum, its bytes and their checksum. Records
/// go to the file in whole batches, so that a reader that looks meanwhile meets none that is half there.
/// </summary>
internal sealed class EventFile : IDisposable
{
    private const string Version = "brain.Event:2";
    private readonly FileStream _file;
    private readonly MemoryStream _batch = new();

    private EventFile(FileStream file) => _file = file;

    public string Path => _file.Name;

    /// <summary>Begins a file of its own in a folder; whatever other runs left there stays.</summary>
    public static EventFile Create(string folder, DateTimeOffset now)
    {
        Directory.CreateDirectory(folder);
        var name = string.Create(CultureInfo.InvariantCulture, $"events.out.tfevents.{now.ToUnixTimeSeconds():D10}.{HostName()}");
        for (var i = 0; ; i++)
        {
            var path = System.IO.Path.Combine(folder, i == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}.{i}"));
            if (!File.Exists(path))
            {
                var file = new EventFile(new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0));
                file.Add(new Event { WallTime = SecondsOf(now), FileVersion = Version });
                return file;
            }
        }
    }

    /// <summary>Adds some numbers of a step.</summary>
    public void Add(DateTimeOffset now, long step, IEnumerable<(string Tag, double Value)> values)
    {
        var summary = new Summary();
        summary.Value.AddRange(values.Select(static v => new Summary.Types.Value { Tag = v.Tag, SimpleValue = (float)v.Value }));
        Add(new Event { WallTime = SecondsOf(now), Step = step, Summary = summary });
    }

    /// <summary>Says that a run goes on from here: what an earlier file says of this step and later ones no longer holds.</summary>
    public void AddStart(DateTimeOffset now, long step) =>
        Add(new Event { WallTime = SecondsOf(now), Step = step, SessionLog = new SessionLog { Status = SessionLog.Types.SessionStatus.Start } });

    public void Flush()
    {
        if (_batch.Length > 0)
        {
            // What could not be written is not tried again: a part of it may be there.
            var length = (int)_batch.Length;
            _batch.SetLength(0);
            DiskErrors.Naming(Path, () =>
            {
                _file.Write(_batch.GetBuffer(), 0, length);
                _file.Flush();
            });
        }
    }

    public void Dispose()
    {
        try
        {
            Flush();
        }
        finally
        {
            _file.Dispose();
            _batch.Dispose();
        }
    }

    private void Add(Event message)
    {
        var data = message.ToByteArray();
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)data.Length);
        _batch.Write(length);
        WriteChecksum(length);
        _batch.Write(data);
        WriteChecksum(data);
    }

    private void WriteChecksum(ReadOnlySpan<byte> data)
    {
        Span<byte> checksum = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, Crc32C.Mask(Crc32C.Compute(data)));
        _batch.Write(checksum);
    }

    private static double SecondsOf(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;

    private static string HostName() => string.Concat(Environment.MachineName.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' ? c : '_'));
}
