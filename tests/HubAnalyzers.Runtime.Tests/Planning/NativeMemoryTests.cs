using System;
using System.Collections.Generic;
using System.Diagnostics;
using HubAnalyzers.Runtime.Planning;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Tests.Planning;

/// <summary>Alone in the process while it runs, for it reads the whole process's memory.</summary>
[Collection(LiveTensorsCollection.Name)]
public sealed class NativeMemoryTests
{
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
        var before = Resident();
        Steps(1000);

        // The smallest value of a step that could be left behind takes 64 KiB: 62 MiB in all.
        Assert.True(Resident() - before < 30 << 20, $"{(Resident() - before) >> 20} MiB more");

        void Steps(int count)
        {
            for (var step = 0; step < count; step++)
            {
                // What this loop itself leaves to the garbage collector would count as the engine's.
                using var scope = NewDisposeScope();
                plan.Run([x])[0].square().sum().backward();
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
