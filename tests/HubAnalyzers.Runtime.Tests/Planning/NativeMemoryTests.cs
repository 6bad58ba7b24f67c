using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using HubAnalyzers.Runtime.Planning;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Tests.Planning;

/// <summary>Alone in the process while it runs, for it reads the whole process's memory.</summary>
[Collection(LiveTensorsCollection.Name)]
public sealed class NativeMemoryTests
{
    /// <summary>A call of many steps holds the values of a few: each is freed after its last use, and not when the call ends.</summary>
    [Fact]
    public void A_call_frees_each_value_after_its_last_use()
    {
        const int Length = 200;
        using var small = new SmallGraph();
        var value = small.Input("x", -1);
        for (var i = 0; i < Length; i++)
        {
            value = small.Node("Relu", [value]);
        }

        small.Output(value);
        using var plan = new PlannedCall(small.Graph, small.Variables, new HashSet<string>(), FrozenEngine.TorchSharp);
        using var x = rand(1_000_000);
        plan.Run([x])[0].Dispose();
        var before = Tensor.TotalCount;

        var most = WhileRunning(() => plan.Run([x])[0].Dispose(), out var looks);

        Assert.True(looks > Length, $"it was looked only {looks} times");
        Assert.True(most - before < Length / 10, $"{most - before} tensors at once");
    }

    /// <summary>A convolution's result is handed on as a view: a handle of it that is left would hold its memory to the end of the run.</summary>
    [Fact]
    public void What_a_kernel_makes_on_the_way_is_freed_with_it()
    {
        const int Length = 300;
        using var small = new SmallGraph();
        var value = small.Input("x", -1, 16, 16, 4);
        var kernel = small.Random("k", 3, 3, 4, 4);
        for (var i = 0; i < Length; i++)
        {
            value = small.Node("Conv2D", [value, kernel], ("padding", SmallGraph.Text("SAME")), ("strides", SmallGraph.Numbers(1, 1, 1, 1)));
        }

        small.Output(value);
        using var plan = new PlannedCall(small.Graph, small.Variables, new HashSet<string>(), FrozenEngine.TorchSharp);
        using var x = rand(4, 16, 16, 4);
        plan.Run([x])[0].Dispose();
        var before = Tensor.TotalCount;

        var most = WhileRunning(() => plan.Run([x])[0].Dispose(), out var looks);

        Assert.True(looks > Length, $"it was looked only {looks} times");
        Assert.True(most - before < Length / 10, $"{most - before} tensors at once");
    }

    /// <summary>The most tensors that another thread sees meanwhile.</summary>
    private static long WhileRunning(Action run, out int looks)
    {
        var (most, count, done) = (0L, 0, false);
        using var ready = new ManualResetEventSlim();
        var watch = new Thread(() =>
        {
            ready.Set();
            while (!Volatile.Read(ref done))
            {
                most = Math.Max(most, Tensor.TotalCount);
                count++;
            }
        });
        watch.Start();
        ready.Wait();
        run();
        Volatile.Write(ref done, true);
        watch.Join();
        looks = count;
        return most;
    }

    /// <summary>Steps to warm up, then a thousand: what grew by a buffer a step would show.</summary>
    [Theory]
    [InlineData(FrozenEngine.TorchSharp)]
    [InlineData(FrozenEngine.OnnxRuntime)]
    public void Native_memory_is_flat_over_a_thousand_steps(FrozenEngine engine)
    {
        using var small = new SmallGraph();
        var inner = small.Block("a", small.Input("x", -1, 32, 32, 4));
        small.Output(small.Block("b", inner));
        small.Variables.SetRequiresGrad("b/kernel", true);
        using var plan = new PlannedCall(small.Graph, small.Variables, new HashSet<string> { "b/kernel" }, engine);
        using var x = rand(4, 32, 32, 4);
        Steps(300);
        var (before, tensors) = (Resident(), Tensor.TotalCount);
        Steps(1000);
        Assert.Equal(tensors, Tensor.TotalCount);

        // The smallest value of a step that could be left behind takes 64 KiB: 62 MiB in all.
        Assert.True(Resident() - before < 30 << 20, $"{(Resident() - before) >> 20} MiB more");

        void Steps(int count)
        {
            for (var step = 0; step < count; step++)
            {
                // No scope: it would free what the engine forgets.
                using var result = plan.Run([x])[0];
                using var square = result.square();
                using var loss = square.sum();
                loss.backward();
                small.Variables["b/kernel"].grad = null;
            }
        }

        static long Resident()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            using var process = Process.GetCurrentProcess();
            return process.WorkingSet64;
        }
    }
}
