using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace HubAnalyzers.Analyzers.Manifests;

/// <summary>A manifest's layers and variables by name, of two with one name the first. Made when one is first asked for: a rule may ask once for each statement.</summary>
internal sealed class ManifestNames
{
    // Beside the model, which is equal by value and so holds nothing but what the manifest says.
    private static readonly ConditionalWeakTable<ManifestModel, ManifestNames> _names = new();

    private readonly Dictionary<string, ManifestLayer> _layers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ManifestVariable> _variables = new(StringComparer.Ordinal);

    private ManifestNames(ManifestModel model)
    {
        foreach (var layer in model.Layers)
        {
            if (!_layers.ContainsKey(layer.Name))
            {
                _layers.Add(layer.Name, layer);
            }
        }

        foreach (var variable in model.Variables)
        {
            if (!_variables.ContainsKey(variable.Name))
            {
                _variables.Add(variable.Name, variable);
            }
        }
    }

    public static ManifestNames Of(ManifestModel model) => _names.GetValue(model, static m => new ManifestNames(m));

    public ManifestLayer? Layer(string name) => _layers.TryGetValue(name, out var layer) ? layer : null;

    public ManifestVariable? Variable(string name) => _variables.TryGetValue(name, out var variable) ? variable : null;
}
