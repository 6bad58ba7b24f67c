using System;
using System.Linq;
using HubAnalyzers.Analyzers.Flow;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>
/// The switches in the arguments of TensorFlow.NET's layers, which act after the layer is made. A body that sets one somewhere is not
/// asked when: what may be set so is not known to be otherwise.
/// </summary>
internal static class LiveSwitches
{
    /// <summary>Whether something, or what may be it, may be set to a value.</summary>
    public static bool MaySet(Findings findings, bool value, Func<Denotation, bool> isIt) => findings.All.OfType<LiveSwitch>().Any(s =>
        (s.Value is not ConstantDenotation { Value: bool set } || set == value) && (s.Target is not (ObjectDenotation or ModelDenotation) || isIt(s.Target)));

    /// <summary>The Hub layer in a network that trains: asked to, and not switched off since.</summary>
    public static ModelDenotation? TrainingLayerOf(ObjectDenotation net, Findings findings) =>
        KerasNet.TrainingLayerOf(net) is { } layer && !MaySet(findings, false, d => d is ModelDenotation { Model: var model } && ReferenceEquals(model, layer.Model)) ? layer : null;
}
