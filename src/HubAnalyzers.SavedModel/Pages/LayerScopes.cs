using System;
using System.Collections.Generic;

namespace HubAnalyzers.SavedModel.Pages;

/// <summary>The scopes in layers' names.</summary>
internal static class LayerScopes
{
    /// <summary>The scopes at the start of every layer's name, with their slash; they tell no layer from another.</summary>
    public static string Shared(IReadOnlyList<HubLayerInfo> layers)
    {
        var shared = layers[0].Name[..(layers[0].Name.LastIndexOf('/') + 1)];
        foreach (var layer in layers)
        {
            while (!layer.Name.StartsWith(shared, StringComparison.Ordinal))
            {
                shared = shared[..(shared.AsSpan(0, shared.Length - 1).LastIndexOf('/') + 1)];
            }
        }

        return shared;
    }
}
