using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>One trace of <c>__call__</c>.</summary>
/// <param name="FunctionName">The concrete function's name in the function library.</param>
/// <param name="Training">The value of the <c>training</c> argument it was traced for; null where it has none.</param>
/// <param name="BoundInputs">Node ids of what it captures; they follow the arguments in this order.</param>
/// <param name="Inputs">The tensors it takes.</param>
internal sealed record CallTrace(string FunctionName, bool? Training, IReadOnlyList<int> BoundInputs, IReadOnlyList<TensorSpecProto> Inputs)
{
    /// <summary>Which of the inputs is the argument <c>training</c>, where the trace takes it as a tensor and so is for both modes; null where none is.</summary>
    public int? TrainingInput { get; init; }

    /// <summary>Whether it is made for training, or can be told to.</summary>
    public bool IsForTraining => Training == true || TrainingInput is not null;

    /// <summary>Whether it takes the same tensors as another, whatever they are called.</summary>
    public bool TakesTheSame(CallTrace other) =>
        Given.Select(static i => (i.Dtype, i.Shape)).SequenceEqual(other.Given.Select(static i => (i.Dtype, i.Shape)));

    /// <summary>The inputs but the mode.</summary>
    private IEnumerable<TensorSpecProto> Given => Inputs.Where((_, i) => i != TrainingInput);

    /// <summary>What each captured node is to the traced function: an argument behind the call's own. A damaged file may capture more than there are.</summary>
    public IEnumerable<(int NodeId, int Argument)> Captures(FunctionBody body)
    {
        var first = body.Arguments.Count - BoundInputs.Count;
        for (var i = Math.Max(0, -first); i < BoundInputs.Count; i++)
        {
            yield return (BoundInputs[i], first + i);
        }
    }
}

/// <summary>The traces of a model's <c>__call__</c>.</summary>
/// <param name="HasTrainingArgument">Whether the call takes a <c>training</c> argument.</param>
/// <param name="Traces">The traces in the order of the file.</param>
internal sealed record CallTraces(bool HasTrainingArgument, IReadOnlyList<CallTrace> Traces)
{
    /// <summary>
    /// The trace that training runs: the one for training=True, or the only one there is. Of several the one that takes what the trace
    /// for inference takes, for the two are fed alike.
    /// </summary>
    public CallTrace? ForTraining => ForInference is not { } inference ? null
        : FewestInputs(static t => t.IsForTraining, t => t.TakesTheSame(inference)) ?? FewestInputs(static t => t.IsForTraining) ?? inference;

    /// <summary>The trace that inference runs: the one for training=False, or the only one there is. Of several the one that asks for least (no momentum, say).</summary>
    public CallTrace? ForInference => FewestInputs(static t => t.Training == false || t.TrainingInput is not null) ?? FewestInputs(static _ => true);

    /// <summary>Reads the traces of the root's <c>__call__</c>; null where the root has none.</summary>
    public static CallTraces? Read(ObjectGraph graph)
    {
        var called = graph.Child(0, "__call__") is { } node ? graph.Message.Nodes[node] : null;
        var (functions, arguments) = called?.KindCase switch
        {
            SavedObject.KindOneofCase.Function => ((IReadOnlyList<string>)called.Function.ConcreteFunctions, ArgumentNames(called.Function.FunctionSpec)),

            // TensorFlow 1.14 and 1.15 save a call of one trace as that trace itself.
            SavedObject.KindOneofCase.BareConcreteFunction => ([called.BareConcreteFunction.ConcreteFunctionName], [.. called.BareConcreteFunction.ArgumentKeywords]),
            _ => (null, []),
        };
        if (functions is null)
        {
            return null;
        }

        var position = arguments.IndexOf("training");
        var traces = new List<CallTrace>();
        foreach (var name in functions.Distinct(StringComparer.Ordinal))
        {
            if (!graph.Message.ConcreteFunctions.TryGetValue(name, out var concrete))
            {
                continue;
            }

            var signature = concrete.CanonicalizedInputSignature?.TupleValue?.Values;
            var positional = signature is { Count: > 0 } ? signature[0].TupleValue?.Values : null;
            var named = signature is { Count: > 1 } ? signature[1].DictValue?.Fields : null;
            StructuredValue? training = null;
            if (named is not null)
            {
                named.TryGetValue("training", out training);
            }

            if (training is null && positional is not null && position >= 0 && position < positional.Count)
            {
                training = positional[position];
            }

            bool? value = training?.KindCase == StructuredValue.KindOneofCase.BoolValue ? training.BoolValue : null;
            var inputs = new List<TensorSpecProto>();
            Collect(concrete.CanonicalizedInputSignature, inputs, depth: 0);
            var mode = inputs.FindIndex(i => i.Dtype == DataType.DtBool && (ReferenceEquals(i, training?.TensorSpecValue) || i.Name == "training"));
            traces.Add(new CallTrace(name, value, concrete.BoundInputs, inputs) { TrainingInput = mode < 0 ? null : mode });
        }

        return new CallTraces(position >= 0 || traces.Any(static t => t.Training is not null || t.TrainingInput is not null), traces);
    }

    /// <summary>All tensor specs of a structured value, in order of the flattened structure.</summary>
    internal static void Collect(StructuredValue? value, List<TensorSpecProto> specs, int depth)
    {
        // Deeper nesting is no signature that anybody can call.
        if (value is null || depth > 64)
        {
            return;
        }

        switch (value.KindCase)
        {
            case StructuredValue.KindOneofCase.TensorSpecValue:
                specs.Add(value.TensorSpecValue);
                break;
            case StructuredValue.KindOneofCase.BoundedTensorSpecValue:
                var bounded = value.BoundedTensorSpecValue;
                specs.Add(new TensorSpecProto { Name = bounded.Name, Shape = bounded.Shape, Dtype = bounded.Dtype });
                break;
            case StructuredValue.KindOneofCase.ListValue:
                foreach (var item in value.ListValue.Values)
                {
                    Collect(item, specs, depth + 1);
                }

                break;
            case StructuredValue.KindOneofCase.TupleValue:
                foreach (var item in value.TupleValue.Values)
                {
                    Collect(item, specs, depth + 1);
                }

                break;
            case StructuredValue.KindOneofCase.DictValue:
                // TensorFlow flattens dictionaries in the order of their keys.
                foreach (var (key, item) in value.DictValue.Fields.OrderBy(static f => f.Key, StringComparer.Ordinal))
                {
                    var before = specs.Count;
                    Collect(item, specs, depth + 1);
                    if (specs.Count == before + 1 && specs[before].Name.Length == 0)
                    {
                        specs[before] = new TensorSpecProto(specs[before]) { Name = key };
                    }
                }

                break;
            case StructuredValue.KindOneofCase.NamedTupleValue:
                foreach (var pair in value.NamedTupleValue.Values)
                {
                    Collect(pair.Value, specs, depth + 1);
                }

                break;
        }
    }

    private CallTrace? FewestInputs(params Func<CallTrace, bool>[] which) => Traces.Where(t => which.All(w => w(t))).MinBy(static t => t.Inputs.Count);

    /// <summary>The positional arguments without <c>self</c>, which newer files leave out by themselves.</summary>
    private static List<string> ArgumentNames(FunctionSpec? spec)
    {
        var fields = spec?.Fullargspec?.NamedTupleValue?.Values;
        var names = fields?.FirstOrDefault(static f => f.Key == "args")?.Value?.ListValue?.Values
            .Select(static v => v.StringValue)
            .ToList() ?? [];
        if (names.Count > 0 && names[0] == "self")
        {
            names.RemoveAt(0);
        }

        return names;
    }
}
