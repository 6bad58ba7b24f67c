using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;
using TorchSharp;

namespace HubAnalyzers.Runtime.Native;

/// <summary>
/// Tensors over memory that is not libtorch's. TorchSharp's own factories copy or pin managed arrays, so the bridge's entry is
/// called itself. Its form is known of one version of the bridge: with another one there are no such tensors.
/// </summary>
internal static unsafe class BorrowedTensors
{
    private static readonly Version _known = new(0, 107);
    private static readonly nint _create = Entry();

    /// <summary>By address: the memory, and how many tensors lie there.</summary>
    private static readonly Dictionary<nint, (SafeBuffer Memory, int Tensors)> _borrowed = [];
    private static readonly Lock _lock = new();

    /// <summary>Whether the bridge can make them.</summary>
    public static bool AreSupported => _create != 0;

    /// <summary>A tensor that keeps the memory for as long as something of it lives; null where the bridge cannot make one.</summary>
    public static torch.Tensor? Create(SafeBuffer memory, long offset, torch.ScalarType type, ReadOnlySpan<long> shape)
    {
        if (_create == 0)
        {
            return null;
        }

        var added = false;
        memory.DangerousAddRef(ref added);
        var address = memory.DangerousGetHandle() + (nint)offset;
        lock (_lock)
        {
            _borrowed[address] = (memory, _borrowed.GetValueOrDefault(address).Tensors + 1);
        }

        fixed (long* sizes = shape)
        {
            var create = (delegate* unmanaged<nint, delegate* unmanaged<nint, void>, long*, int, sbyte, sbyte, int, int, byte, nint>)_create;
            var handle = create(address, &Release, sizes, shape.Length, (sbyte)type, (sbyte)type, (int)DeviceType.CPU, -1, 0);
            if (handle != 0)
            {
                return torch.Tensor.UnsafeCreateTensor(handle);
            }
        }

        Free(address);
        return null;
    }

    /// <summary>libtorch calls it when the last tensor over the memory is gone, on whatever thread that happens.</summary>
    [UnmanagedCallersOnly]
    private static void Release(nint address) => Free(address);

    private static void Free(nint address)
    {
        SafeBuffer memory;
        lock (_lock)
        {
            (memory, var tensors) = _borrowed[address];
            if (tensors == 1)
            {
                _borrowed.Remove(address);
            }
            else
            {
                _borrowed[address] = (memory, tensors - 1);
            }
        }

        memory.DangerousRelease();
    }

    private static nint Entry()
    {
        var version = typeof(torch).Assembly.GetName().Version!;
        return (version.Major, version.Minor) == (_known.Major, _known.Minor)
            && TorchNative.Bridge is var bridge and not 0
            && NativeLibrary.TryGetExport(bridge, "THSTensor_new", out var entry)
                ? entry
                : 0;
    }
}
