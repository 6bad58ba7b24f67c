using System;

namespace HubAnalyzers.Tool.Tests.Commands;

public sealed class ExplainTests
{
    [Fact]
    public void A_rule_is_explained() => Assert.Contains("HUB0001", ToolRun.Of("explain", "HUB0001").Done(), StringComparison.Ordinal);

    [Fact]
    public void A_reason_code_is_explained_in_its_sentence() =>
        Assert.Contains(ReasonCodes.Sentence(ReasonCodes.StopGradient), ToolRun.Of("explain", ReasonCodes.StopGradient).Done(), StringComparison.Ordinal);
}
