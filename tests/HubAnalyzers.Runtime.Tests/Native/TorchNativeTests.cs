using HubAnalyzers.Runtime.Native;
using TorchSharp;

namespace HubAnalyzers.Runtime.Tests.Native;

public sealed class TorchNativeTests
{
    [Fact]
    public void Libtorch_computes_on_this_machine()
    {
        TorchNative.EnsureLoaded();
        using var scope = torch.NewDisposeScope();

        var product = torch.tensor(new float[] { 1, 2, 3, 4 }).reshape(2, 2).matmul(torch.tensor(new float[] { 5, 6, 7, 8 }).reshape(2, 2));

        Assert.Equal([19f, 22f, 43f, 50f], product.data<float>().ToArray());
    }
}
