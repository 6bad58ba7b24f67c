using System.Collections.Generic;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Writing;

/// <summary>What a function takes from outside, behind its own arguments.</summary>
/// <param name="Name">Tells it from all others of the model.</param>
/// <param name="Type">Its type: a resource for a variable.</param>
/// <param name="Behind">Type and shape of the variable behind a resource, where they are known.</param>
internal sealed record Captured(string Name, DataType Type, DtypeAndShape? Behind)
{
    /// <summary>A variable of float32.</summary>
    public static Captured Variable(string name, IReadOnlyList<long> shape) =>
        new(name, DataType.DtResource, new DtypeAndShape { Dtype = DataType.DtFloat, Shape = Attr.ShapeOf([.. shape]) });
}
