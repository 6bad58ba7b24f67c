using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Bundles;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Tests.Models;

/// <summary>A model that was just loaded, called by several threads at once: each weight is read by the first that needs it.</summary>
public sealed class ConcurrentCallTests
{
    private const int Threads = 8;

    [Theory]
    [InlineData(FrozenEngine.TorchSharp)]
    [InlineData(FrozenEngine.OnnxRuntime)]
    public void The_first_calls_may_come_from_several_threads_in_both_modes(FrozenEngine engine)
    {
        using var x = rand(1, 48, 48, 3);
        for (var round = 0; round < 5; round++)
        {
            using var model = HubModel.Load(CarriedModel.Folder, new HubLoadOptions { FrozenEngine = engine });

            var results = AtOnce(i =>
            {
                using var y = model.Call(x, training: i % 2 == 1);
                return y.data<float>().ToArray();
            });

            using var alone = model.Call(x);
            var expected = alone.data<float>().ToArray();
            Assert.All(results, r => Assert.All(r.Zip(expected), static pair => Assert.Equal(pair.Second, pair.First, 3)));
        }
    }

    [Fact]
    public void Values_may_be_read_for_the_first_time_while_other_threads_call()
    {
        using var x = rand(1, 48, 48, 3);
        for (var round = 0; round < 5; round++)
        {
            using var model = CarriedModel.Load();

            var results = AtOnce(i =>
            {
                if (i % 2 == 0)
                {
                    return model.Variables.Sum(static v => v.Value.numel());
                }

                for (var call = 0; call < 3; call++)
                {
                    model.Call(x).Dispose();
                }

                return 0;
            });

            Assert.Equal(model.Variables.Sum(static v => v.Value.numel()), results[0]);
        }
    }

    [Fact]
    public void Threads_that_load_one_weight_get_one_tensor()
    {
        for (var round = 0; round < 20; round++)
        {
            using var model = CarriedModel.Load();

            var values = AtOnce(_ => model.Variables.Select(static v => v.Value).ToList());

            Assert.All(values, v => Assert.True(v.Zip(values[0]).All(static pair => ReferenceEquals(pair.First, pair.Second))));
        }
    }

    [Fact]
    public void A_bundle_may_be_mapped_and_read_by_several_threads()
    {
        for (var round = 0; round < 20; round++)
        {
            using var bundle = TensorBundleReader.Open(SavedModelFolder.Open(CarriedModel.Folder).VariablesPrefix);
            var keys = bundle.Keys.Where(k => bundle.TryGetEntry(k, out var entry) && entry.DType != "string").ToList();

            var views = AtOnce(_ => keys.Select(k => bundle.Map(k)?.View).OfType<object>().Distinct().ToList());

            Assert.All(views, v => Assert.Same(views[0].Single(), v.Single()));
        }
    }

    /// <summary>Runs on threads of their own that begin together.</summary>
    private static T[] AtOnce<T>(Func<int, T> work)
    {
        using var barrier = new Barrier(Threads);
        var results = new T[Threads];
        var failures = new List<Exception>();
        var threads = Enumerable.Range(0, Threads).Select(i => new Thread(() =>
        {
            barrier.SignalAndWait();
            try
            {
                results[i] = work(i);
            }
            catch (Exception e)
            {
                lock (failures)
                {
                    failures.Add(e);
                }
            }
        })).ToList();
        threads.ForEach(static t => t.Start());
        threads.ForEach(static t => t.Join());
        return failures.Count == 0 ? results : throw new AggregateException(failures);
    }
}
