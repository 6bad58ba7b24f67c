using System;
using System.Linq;
using HubAnalyzers.Benchmarks.Engine.Nets;
using HubAnalyzers.Runtime;
using HubAnalyzers.Runtime.Export;
using Microsoft.ML.OnnxRuntime;
using TorchSharp;
using static TorchSharp.torch;

namespace HubAnalyzers.Benchmarks.Engine.Works;

/// <summary>The imported model's call.</summary>
internal sealed class EngineForward(string folder) : Work
{
    private readonly HubModel _model = HubModel.Load(folder);
    private readonly Tensor _images = BenchmarkNet.Images();

    public override double Run()
    {
        using var features = _model.Call(_images);

        // Not by torch, whose threads would be woken for it: ONNX Runtime by hand has none.
        return features.data<float>().ToArray().Average(static v => Math.Abs((double)v));
    }

    public override void Dispose()
    {
        _model.Dispose();
        _images.Dispose();
    }
}

/// <summary>The plain net's.</summary>
internal sealed class PlainForward : Work
{
    private readonly PlainNet _net = new(BenchmarkNet.Plan, BenchmarkNet.Weights);
    private readonly Tensor _images = BenchmarkNet.Images().permute(0, 3, 1, 2).contiguous();

    public override double Run()
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        return _net.call(_images).abs().mean().ToDouble();
    }

    public override void Dispose()
    {
        _net.Dispose();
        _images.Dispose();
    }
}

/// <summary>The tuned net's.</summary>
internal sealed class TunedForward : Work
{
    private readonly TunedNet _net = new(BenchmarkNet.Plan, BenchmarkNet.Weights, trains: false);
    private readonly Tensor _images = BenchmarkNet.Images();

    public override double Run()
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        return _net.Forward(_images).abs().mean().ToDouble();
    }

    public override void Dispose()
    {
        _net.Dispose();
        _images.Dispose();
    }
}

/// <summary>ONNX Runtime on the exported model, with nothing of the engine around it: its own buffers, bound once.</summary>
internal sealed class OnnxForward : Work
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly OrtIoBinding _binding;
    private readonly OrtValue _input;
    private readonly OrtValue _output;

    public OnnxForward(string folder)
    {
        using (var model = HubModel.Load(folder))
        {
            using var options = new SessionOptions { IntraOpNumThreads = get_num_threads() };
            _session = new InferenceSession(OnnxWriter.ToBytes(model.Planned(training: false).Graph, model.Planned(training: false).Variables), options);
        }

        using var images = BenchmarkNet.Images();
        _input = OrtValue.CreateTensorValueFromMemory(images.data<float>().ToArray(), images.shape);
        _output = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float, [BenchmarkNet.Batch, Samples.Pretrain.Net.NetPlan.MobilenetV2.Features]);
        _binding = _session.CreateIoBinding();
        _binding.BindInput(_session.InputNames[0], _input);
        _binding.BindOutput(_session.OutputNames[0], _output);
    }

    public override double Run()
    {
        _session.RunWithBinding(_run, _binding);
        return _output.GetTensorDataAsSpan<float>().ToArray().Average(static v => Math.Abs((double)v));
    }

    public override void Dispose()
    {
        _binding.Dispose();
        _input.Dispose();
        _output.Dispose();
        _session.Dispose();
        _run.Dispose();
    }
}
