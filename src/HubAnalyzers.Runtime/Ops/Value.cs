using System;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Ops;

/// <summary>A value of a run: a tensor, or a list of them as TensorFlow's loops pass them on; empty where an operation leaves an output out.</summary>
internal readonly record struct Value(Tensor? Tensor, TensorList? List = null)
{
    public bool IsEmpty => Tensor is null && List is null;

    public static implicit operator Value(Tensor? tensor) => new(tensor);
}

/// <summary>A list of tensors, TensorFlow's variant. Setting an item gives a new list; the items are shared.</summary>
internal sealed class TensorList
{
    /// <summary>A longer list is a damaged or hostile size.</summary>
    private const int MostItems = 1 << 20;

    private readonly Tensor?[] _items;

    private TensorList(Tensor?[] items) => _items = items;

    public int Count => _items.Length;

    public Tensor? this[long index] => index >= 0 && index < _items.Length
        ? _items[index]
        : throw new ArgumentException($"item {index} of a list of {_items.Length}");

    public static TensorList Of(Tensor[] items) => new(items);

    public static TensorList Reserve(long count) => count is >= 0 and <= MostItems
        ? new TensorList(new Tensor?[count])
        : throw new ArgumentException($"a list of {count} tensors");

    public TensorList With(long index, Tensor item)
    {
        _ = this[index];
        var items = (Tensor?[])_items.Clone();
        items[index] = item;
        return new TensorList(items);
    }

    public TensorList Appended(Tensor item) => Count < MostItems ? new TensorList([.. _items, item]) : throw new ArgumentException($"a list of more than {MostItems} tensors");
}
