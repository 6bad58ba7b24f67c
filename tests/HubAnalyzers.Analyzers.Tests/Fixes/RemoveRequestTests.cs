using System.Threading.Tasks;

namespace HubAnalyzers.Testing;

/// <summary>The fix that removes a request: what stays compiles, does what it did, and keeps its comments.</summary>
public sealed class RemoveRequestTests
{
    [Fact]
    public Task A_statement_goes_with_its_line() => RuleTest.CheckFix(
        """
        using var model = LiveNet.Load();
        model.Block1.Expand.Trainable = true;
        {|HUB0002:model.Block1.Bn.Trainable = true|};
        Console.WriteLine(model.Facts.Name);
        """,
        """
        using var model = LiveNet.Load();
        model.Block1.Expand.Trainable = true;
        Console.WriteLine(model.Facts.Name);
        """);

    [Fact]
    public Task A_layer_that_options_are_made_for_goes_from_their_list() => RuleTest.CheckFix(
        """
        using var model = LiveNet.Load();
        FineTuneOptions.For(600, [model.Block1.Expand, {|HUB0005:model.Old|}], batchSize: 8);
        """,
        """
        using var model = LiveNet.Load();
        FineTuneOptions.For(600, [model.Block1.Expand], batchSize: 8);
        """);

    [Fact]
    public Task All_requests_of_a_document_go_at_once() => RuleTest.CheckFix(
        """
        class Program
        {
            static void Main()
            {
                var live = LiveNet.Load();
                var frozen = FrozenNet.Load();
                {|HUB0002:live.Block1.Bn.Trainable = true|};
                {|HUB0001:frozen.Trainable = true|};
                {|HUB0001:frozen.Conv.Trainable = true|};
                Console.WriteLine(live.Trainable);
            }
        }
        """,
        """
        class Program
        {
            static void Main()
            {
                var live = LiveNet.Load();
                var frozen = FrozenNet.Load();
                Console.WriteLine(live.Trainable);
            }
        }
        """);

    [Fact]
    public Task Comments_stay() => RuleTest.CheckFix(
        """
        class Program
        {
            static void Main()
            {
                var model = LiveNet.Load();
                // The block that sees shapes.
                {|HUB0002:model.Block1.Bn.Trainable = true|}; // and its statistics
                model.Block1.Expand.Trainable = true;
            }
        }
        """,
        """
        class Program
        {
            static void Main()
            {
                var model = LiveNet.Load();
                // The block that sees shapes.
                // and its statistics
                model.Block1.Expand.Trainable = true;
            }
        }
        """);

    [Fact]
    public Task A_branch_without_braces_becomes_an_empty_block() => RuleTest.CheckFix(
        """
        var model = LiveNet.Load();
        if (args.Length > 0)
            {|HUB0002:model.Block1.Bn.Trainable = true|};
        Console.WriteLine();
        """,
        """
        var model = LiveNet.Load();
        if (args.Length > 0)
        {
        }
        Console.WriteLine();
        """);

    [Fact]
    public Task An_else_that_does_nothing_else_goes() => RuleTest.CheckFix(
        """
        var model = LiveNet.Load();
        if (args.Length > 0)
        {
            Console.WriteLine();
        }
        else {|HUB0002:model.Block1.Bn.Trainable = true|};
        Console.WriteLine();
        """,
        """
        var model = LiveNet.Load();
        if (args.Length > 0)
        {
            Console.WriteLine();
        }
        Console.WriteLine();
        """);

    [Fact]
    public Task The_rest_of_a_chain_stays() => RuleTest.CheckFix(
        """
        var model = LiveNet.Load();
        {|HUB0002:model.Block1.Bn.Trainable = model.Block1.Expand.Trainable = true|};
        model.Block1.Expand.Trainable = {|HUB0002:model.Block1.Bn.Trainable = true|};
        """,
        """
        var model = LiveNet.Load();
        model.Block1.Expand.Trainable = true;
        model.Block1.Expand.Trainable = true;
        """);

    [Fact]
    public Task A_chain_of_requests_goes_whole() => RuleTest.CheckFix(
        """
        var model = FrozenNet.Load();
        {|HUB0001:model.Bn.Trainable = {|HUB0001:model.Conv.Trainable = true|}|};
        Console.WriteLine();
        """,
        """
        var model = FrozenNet.Load();
        Console.WriteLine();
        """);

    [Fact]
    public Task Bodies_of_lambdas_and_functions_become_empty() => RuleTest.CheckFix(
        """
        var model = LiveNet.Load();
        Action unfreeze = () => {|HUB0002:model.Block1.Bn.Trainable = true|};
        Func<bool> ask = () => {|HUB0002:model.Block1.Bn.Trainable = true|};
        void Unfreeze() => {|HUB0002:model.Block1.Bn.Trainable = true|};
        Unfreeze();
        """,
        """
        var model = LiveNet.Load();
        Action unfreeze = () => { };
        Func<bool> ask = () => true;
        void Unfreeze() { }
        Unfreeze();
        """);

    [Fact]
    public Task An_initializer_keeps_its_other_members() => RuleTest.CheckFix(
        """
        var net = new Net { {|HUB0001:Trainable = true|}, Name = "n" };

        [HubModel("frozen_net", "")]
        class Net
        {
            public bool Trainable { get; set; }
            public string Name { get; set; } = "";
        }
        """,
        """
        var net = new Net { Name = "n" };

        [HubModel("frozen_net", "")]
        class Net
        {
            public bool Trainable { get; set; }
            public string Name { get; set; } = "";
        }
        """);

    [Fact]
    public Task What_a_receiver_does_is_still_done() => RuleTest.CheckFix(
        """
        {|HUB0001:Next().Trainable = true|};
        FrozenNet Next() => FrozenNet.Load();
        """,
        """
        _ = Next();
        FrozenNet Next() => FrozenNet.Load();
        """);

    [Fact]
    public Task An_argument_goes() => RuleTest.CheckFix(
        """
        var a = new Tensorflow.Hub.KerasLayer("frozen_net", {|HUB0001:trainable: true|});
        var b = new Tensorflow.Hub.KerasLayer("frozen_net", {|HUB0001:true|}, null);
        """,
        """
        var a = new Tensorflow.Hub.KerasLayer("frozen_net");
        var b = new Tensorflow.Hub.KerasLayer("frozen_net", false, null);
        """,
        withTensorFlowNet: true);
}
