using System;

namespace HubAnalyzers;

/// <summary>Marks a generated accessor of a layer and says what the manifest knows of it.</summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class HubLayerAttribute : Attribute
{
    /// <summary>Ties the property to a layer.</summary>
    /// <param name="name">The layer's original name in the manifest.</param>
    /// <param name="trainability">Whether it can be trained.</param>
    public HubLayerAttribute(string name, Trainability trainability)
    {
        Name = name;
        Trainability = trainability;
    }

    /// <summary>The layer's original name in the manifest.</summary>
    public string Name { get; }

    /// <summary>Whether the layer can be trained.</summary>
    public Trainability Trainability { get; }

    /// <summary>The reason code, one of <see cref="ReasonCodes"/>.</summary>
    public string Reason { get; set; } = ReasonCodes.NotInspected;
}
