using System;
using System.Threading;
using System.Threading.Tasks;
using HubAnalyzers.Runtime.Native;
using HubAnalyzers.Runtime.Ops;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Tests.Ops;

public sealed class ArithmeticTests
{
    // With TorchSharp's own operator this fails within these 12,000 sums: the factor is freed during the native call.
    // BannedSymbols.txt of the runtime keeps the other calls with such numbers out.
    [Fact]
    public async Task A_sum_is_right_while_the_garbage_collector_runs()
    {
        TorchNative.EnsureLoaded();
        using var stop = new CancellationTokenSource();
        var collector = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        });
        using var a = ones(50, 24, 24, 16);
        using var b = ones(50, 24, 24, 16);
        try
        {
            for (var i = 0; i < 12000; i++)
            {
                using var sum = Arithmetic.Add(a, b);
                Assert.Equal(2f, sum[0, 0, 0, 0].item<float>());
            }
        }
        finally
        {
            await stop.CancelAsync();
            await collector;
        }
    }

    [Fact]
    public void Numbers_below_a_count_and_in_steps()
    {
        TorchNative.EnsureLoaded();
        using var below = Arithmetic.Upto(4, ScalarType.Int64, CPU);
        using var steps = Arithmetic.Range(1, 0, -0.25, ScalarType.Float32);
        Assert.Equal([0, 1, 2, 3], below.data<long>().ToArray());
        Assert.Equal([1, 0.75f, 0.5f, 0.25f], steps.data<float>().ToArray());
    }
}
