using System.Threading.Tasks;

namespace HubAnalyzers.Testing;

/// <summary>The compiler's own ways of silencing a rule.</summary>
public sealed class SuppressionTests
{
    [Fact]
    public Task A_pragma_silences_a_rule_from_its_line_on() => RuleTest.Check(
        """
        var model = FrozenNet.Load();
        {|HUB0001:model.Trainable = true|};
        #pragma warning disable HUB0001
        model.Trainable = true;
        """);

    [Fact]
    public Task An_attribute_silences_a_rule_in_its_member_and_nowhere_else() => RuleTest.Check(
        """
        using System.Diagnostics.CodeAnalysis;

        class Program
        {
            [SuppressMessage("Trainability", "HUB0001", Justification = "The manifest is of the old version.")]
            static void Main() => FrozenNet.Load().Trainable = true;

            static void Other() => {|HUB0001:FrozenNet.Load().Trainable = true|};
        }
        """);

    [Fact]
    public Task Editorconfig_silences_a_rule() => RuleTest.Check(
        "var model = FrozenNet.Load(); model.Trainable = true;", "dotnet_diagnostic.HUB0001.severity = none");

    [Fact]
    public Task A_rule_that_is_silenced_leaves_the_others_alone() => RuleTest.Check(
        "var model = LiveNet.Load(); {|HUB0002:model.Block1.Bn.Trainable = true|};", "dotnet_diagnostic.HUB0001.severity = none");
}
