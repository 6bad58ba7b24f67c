using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using HubAnalyzers.Runtime.Execution;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.Runtime.Native;
using Microsoft.ML.OnnxRuntime;
using TorchSharp;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Planning;

/// <summary>
/// Runs the frozen part of a graph without gradients. Where ONNX Runtime is chosen, its first results are compared with TorchSharp's;
/// from then on it runs alone, or, where they differ, not at all.
/// </summary>
internal sealed class PrefixRunner : IDisposable
{
    /// <summary>How far the engines may be apart, relative to the largest value.</summary>
    private const double Tolerance = 1e-4;

    /// <summary>So many examples are enough to compare the engines; a whole batch would need the memory of both at once.</summary>
    private const int MostCompared = 4;

    /// <summary>So many inputs may give nothing to compare; to run both engines for good would cost more than either gains.</summary>
    private const int MostUndecided = 3;

    private readonly ImportedGraph _graph;
    private readonly VariableStore _variables;
    private readonly GraphExecutor _own;
    private OnnxRunner? _onnx;
    private volatile bool _isChecked;
    private int _undecided;

    public PrefixRunner(ImportedGraph graph, VariableStore variables, IReadOnlySet<string> trained, FrozenEngine asked)
    {
        _graph = graph;
        _variables = variables;
        (var folded, Folded) = ConvolutionFolding.Run(graph, trained);
        _own = new GraphExecutor(folded, variables, trained);
        (Engine, Why) = FrozenEngineRule.Choose(graph, variables.Options, asked);
        Chosen = Engine;
    }

    /// <summary>The part as TorchSharp executes it.</summary>
    public ImportedGraph Graph => _own.Graph;

    /// <summary>What was folded for TorchSharp; ONNX Runtime folds by itself.</summary>
    public FoldCount Folded { get; }

    /// <summary>What the rule chose before anything ran.</summary>
    public FrozenEngine Chosen { get; }

    /// <summary>What runs it.</summary>
    public FrozenEngine Engine { get; private set; }

    /// <summary>Why that engine, as a clause.</summary>
    public string Why { get; private set; }

    /// <summary>How the two engines compared on the first inputs, as a sentence; null before, and where there is nothing to compare.</summary>
    public string? Comparison { get; private set; }

    /// <summary>Of how many examples of a batch the engines are compared on: all, where the inputs are no batches of any size.</summary>
    public long Compared(long batch) => _graph.Inputs.All(static i => i.Shape is [< 0, ..]) ? Math.Min(batch, MostCompared) : batch;

    /// <summary>Runs it. The results are the caller's.</summary>
    /// <exception cref="HubOutOfMemoryException">There is not enough memory for what the inputs ask for.</exception>
    public Tensor[] Run(IReadOnlyList<Tensor> inputs)
    {
        try
        {
            return RunPart(inputs);
        }
        catch (ExternalException e) when (AllocationFailures.Of(e, $"{_graph.File}: the call on {string.Join(", ", inputs.Select(static i => ShapeText.Of(i.shape)))}") is { } failure)
        {
            // What ONNX Runtime is given, and what it gives, are tensors of libtorch.
            throw failure;
        }
    }

    private Tensor[] RunPart(IReadOnlyList<Tensor> inputs)
    {
        using var noGrad = no_grad();
        if (Engine == FrozenEngine.TorchSharp)
        {
            return _own.Run(inputs, applyUpdates: false);
        }

        _own.RequireFit(inputs);
        if (_isChecked)
        {
            return RunChecked(inputs);
        }

        lock (_own)
        {
            return _isChecked ? RunChecked(inputs) : Engine == FrozenEngine.TorchSharp ? _own.Run(inputs, applyUpdates: false) : RunBoth(inputs);
        }
    }

    public void Dispose()
    {
        _own.Dispose();
        _onnx?.Dispose();
    }

    /// <summary>The engine that was compared may still fail on other inputs: then TorchSharp says what is wrong with them, or computes them.</summary>
    private Tensor[] RunChecked(IReadOnlyList<Tensor> inputs)
    {
        try
        {
            return RunOnnx(inputs);
        }
        catch (OnnxRuntimeException e)
        {
            var own = _own.Run(inputs, applyUpdates: false);

            // Others may be running in the session, so it is kept until the end.
            (Engine, Why) = (FrozenEngine.TorchSharp, $"ONNX Runtime failed on later inputs: {e.Message.Split('\n')[0]}");
            return own;
        }
    }

    private Tensor[] RunOnnx(IReadOnlyList<Tensor> inputs)
    {
        using var scope = NewDisposeScope();
        var converted = inputs.Select((t, i) => t.to(TensorTypes.ToTorch(_graph.Inputs[i].DType)!.Value, CPU)).ToArray();
        return [.. _onnx!.Run(converted).Select(static r => r.MoveToOuterDisposeScope())];
    }

    private Tensor[] RunBoth(IReadOnlyList<Tensor> inputs)
    {
        using var scope = NewDisposeScope();
        var few = Few(inputs);
        var clock = Stopwatch.StartNew();
        var own = _own.Run(few, applyUpdates: false);
        var ownTime = clock.Elapsed;
        Tensor[] other;
        try
        {
            _onnx ??= new OnnxRunner(_graph, _variables, get_num_threads());
            clock.Restart();
            other = RunOnnx(few);
        }
        catch (Exception e) when (e is OnnxRuntimeException or HubUnsupportedOpException or DllNotFoundException or TypeInitializationException or InvalidOperationException)
        {
            // No engine of ours may take a call down that the other can run.
            FallBack($"ONNX Runtime does not take it: {e.Message.Split('\n')[0]}");
            return OfAll(own);
        }

        var otherTime = clock.Elapsed;
        var difference = Difference(own, other);
        if (double.IsNaN(difference))
        {
            // Nothing to compare in inputs that give no numbers: the next ones decide.
            Free(other);
            if (++_undecided == MostUndecided)
            {
                FallBack(string.Create(CultureInfo.InvariantCulture, $"the first {MostUndecided} inputs gave no numbers, so that the engines could not be compared"));
            }

            return OfAll(own);
        }

        Comparison = string.Create(
            CultureInfo.InvariantCulture,
            $"on the first inputs the two engines differ by {difference:0.0e+0} of the largest value, at most {Tolerance:0e+0} is allowed; TorchSharp took {ownTime.TotalMilliseconds:0} ms with its preparation, ONNX Runtime {otherTime.TotalMilliseconds:0} ms without");
        if (difference > Tolerance)
        {
            Free(other);
            FallBack("ONNX Runtime computes something else");
            return OfAll(own);
        }

        _own.ForgetKept();
        _isChecked = true;
        Free(own);
        if (ReferenceEquals(few, inputs))
        {
            return Kept(other);
        }

        Free(other);
        return Kept(RunChecked(inputs));

        // What was computed of a few is not what was asked for.
        Tensor[] OfAll(Tensor[] computed)
        {
            if (ReferenceEquals(few, inputs))
            {
                return Kept(computed);
            }

            Free(computed);
            return Kept(_own.Run(inputs, applyUpdates: false));
        }

        static Tensor[] Kept(Tensor[] results) => [.. results.Select(static r => r.MoveToOuterDisposeScope())];
    }

    /// <summary>The first examples of the inputs, where these are batches of any size; else the inputs.</summary>
    private IReadOnlyList<Tensor> Few(IReadOnlyList<Tensor> inputs) =>
        inputs.All(t => t.dim() > 0 && t.shape[0] == inputs[0].shape[0]) && Compared(inputs[0].shape[0]) is var few && few < inputs[0].shape[0]
            ? [.. inputs.Select(t => t.narrow(0, 0, few))]
            : inputs;

    private void FallBack(string why)
    {
        (Engine, Why) = (FrozenEngine.TorchSharp, why);
        _onnx?.Dispose();
        _onnx = null;
    }

    private static double Difference(Tensor[] own, Tensor[] other)
    {
        if (own.Length != other.Length || own.Zip(other, static (a, b) => a.shape.SequenceEqual(b.shape)).Contains(false))
        {
            return double.PositiveInfinity;
        }

        using var scope = NewDisposeScope();
        var largest = 0.0;
        foreach (var (a, b) in own.Zip(other, static (a, b) => (a.to(ScalarType.Float64), b.to(ScalarType.Float64))))
        {
            if (a.numel() > 0)
            {
                var difference = (a - b).abs().max().ToDouble() / Math.Max(1e-6, a.abs().max().ToDouble());
                largest = double.IsNaN(a.abs().sum().ToDouble()) ? double.NaN : double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(largest, difference);
            }
        }

        return largest;
    }

    private static void Free(Tensor[] tensors)
    {
        foreach (var tensor in tensors)
        {
            tensor.Dispose();
        }
    }
}
