using System;
using System.Linq;
using HubAnalyzers.Runtime.Execution;
using TorchSharp;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Tests.Execution;

/// <summary>A gradient against what moving single weights by a little does, in double precision.</summary>
internal static class Differences
{
    private const double Step = 1e-6;

    /// <summary>Checks the largest entries of a variable's gradient.</summary>
    public static void Check(VariableStore variables, string name, int count, Func<Tensor> loss)
    {
        variables.SetRequiresGrad(name, true);
        var weights = variables[name];
        loss().backward();
        var gradient = weights.grad!.reshape(-1).data<double>().ToArray();
        variables.SetRequiresGrad(name, false);

        var flat = weights.view(-1);
        foreach (var at in gradient.Select(static (g, i) => (g, i)).OrderByDescending(static p => Math.Abs(p.g)).Take(count).Select(static p => p.i))
        {
            var original = flat[at].ToDouble();
            var measured = (At(original + Step) - At(original - Step)) / (2 * Step);
            _ = At(original);
            Assert.True(Math.Abs(measured) > 1e-9, "a gradient that is nought shows nothing");
            Assert.True(Math.Abs(measured - gradient[at]) <= 1e-5 * Math.Max(1, Math.Abs(measured)), $"weight {at}: {measured} measured, {gradient[at]} computed");

            double At(double value)
            {
                flat[at] = tensor(value, dtype: ScalarType.Float64);
                return loss().ToDouble();
            }
        }
    }
}
