using System.Threading.Tasks;
using HubAnalyzers.CodeFixes.Requests;

namespace HubAnalyzers.Testing;

/// <summary>The fix that removes a request, where more than the request hangs on its place.</summary>
public sealed class RemoveRequestSafelyTests
{
    [Fact]
    public Task An_array_that_loses_all_elements_says_its_type() => Test().Makes(
        """
        using var model = ShapesMobilenet.Load();
        var bn1 = model.BnConv1;
        var bn2 = model.ExpandedConv.ProjectBN;
        var layers = new[] { {|HUB0002:bn1|}, {|HUB0002:bn2|} };
        Console.WriteLine(layers.Length);
        """,
        """
        using var model = ShapesMobilenet.Load();
        var bn1 = model.BnConv1;
        var bn2 = model.ExpandedConv.ProjectBN;
        var layers = new BatchNormLayer[] { };
        Console.WriteLine(layers.Length);
        """);

    [Fact]
    public Task An_array_that_keeps_an_element_keeps_its_form() => Test().Makes(
        """
        using var model = ShapesMobilenet.Load();
        HubLayer[] layers = new HubLayer[] { {|HUB0002:model.BnConv1|}, model.Conv1 };
        var others = new[] { {|HUB0002:model.GetLayer("bn_Conv1")|}, model.GetLayer("Conv1") };
        """,
        """
        using var model = ShapesMobilenet.Load();
        HubLayer[] layers = new HubLayer[] { model.Conv1 };
        var others = new[] { model.GetLayer("Conv1") };
        """);

    [Fact]
    public Task A_variable_that_the_value_declares_stays() => Test().Makes(
        """
        using var model = ShapesMobilenet.Load();
        {|HUB0002:model.BnConv1.Trainable = int.TryParse("1", out var z) || true|};
        Console.WriteLine(z);
        """,
        """
        using var model = ShapesMobilenet.Load();
        _ = int.TryParse("1", out var z) || true;
        Console.WriteLine(z);
        """);

    [Fact]
    public Task A_variable_that_the_receiver_declares_stays() => Test().Makes(
        """
        using var model = ShapesMobilenet.Load();
        {|HUB0002:(model.BnConv1 is var bn ? bn : bn).Trainable = true|};
        Console.WriteLine(bn.Name);
        """,
        """
        using var model = ShapesMobilenet.Load();
        _ = (model.BnConv1 is var bn ? bn : bn);
        Console.WriteLine(bn.Name);
        """);

    [Fact]
    public Task What_receiver_and_value_do_is_both_done_in_order() => Test().Makes(
        """
        class Program
        {
            static void Main(string[] args)
            {
                // First one, then the other.
                {|HUB0002:Layer().Trainable = Flag()|}; // both
                if (args.Length > 0)
                    {|HUB0002:Layer().Trainable = Flag()|};
            }

            static HubLayer Layer() => ShapesMobilenet.Load().BnConv1;
            static bool Flag() => true;
        }
        """,
        """
        class Program
        {
            static void Main(string[] args)
            {
                // First one, then the other.
                _ = Layer();
                Flag(); // both
                if (args.Length > 0)
                {
                    _ = Layer();
                    Flag();
                }
            }

            static HubLayer Layer() => ShapesMobilenet.Load().BnConv1;
            static bool Flag() => true;
        }
        """);

    [Theory]
    [InlineData("using var model = ShapesMobilenet.Load(); var list = new List<HubLayer> { model.Conv1, {|HUB0002:On(model.BnConv1)|} };")]
    [InlineData("using var model = ShapesMobilenet.Load(); HubLayer[] list = [model.Conv1, {|HUB0002:On(model.BnConv1)|}];")]
    [InlineData("using var model = ShapesMobilenet.Load(); var list = new HubLayer[2] { model.Conv1, {|HUB0002:model.BnConv1|} };")]
    [InlineData("using var model = ShapesMobilenet.Load(); Action act = () => {|HUB0002:On(model.BnConv1).Trainable = true|};")]
    [InlineData("using var model = ShapesMobilenet.Load(); Console.WriteLine({|HUB0002:On(model.BnConv1).Trainable = true|});")]
    public async Task Where_more_than_the_request_would_go_it_is_not_offered(string source) =>
        Assert.DoesNotContain("RemoveRequest", await Test().Offered(source + " static HubLayer On(HubLayer layer) { layer.Trainable = true; return layer; }"));

    [Fact]
    public Task An_else_that_holds_off_another_stays() => Test().Makes(
        """
        using var model = ShapesMobilenet.Load();
        if (args.Length > 0)
            if (args.Length > 1)
                Console.WriteLine(1);
            else
                {|HUB0002:model.BnConv1.Trainable = true|};
        else
            Console.WriteLine(0);
        """,
        """
        using var model = ShapesMobilenet.Load();
        if (args.Length > 0)
            if (args.Length > 1)
                Console.WriteLine(1);
            else
            {
            }
        else
            Console.WriteLine(0);
        """);

    [Fact]
    public Task Among_directives_no_empty_line_stays() => Test().Makes(
        """
        class Program
        {
            static void Main()
            {
                using var model = ShapesMobilenet.Load();
        #if !NEVER
                {|HUB0002:model.BnConv1.Trainable = true|};
        #endif
                #region Requests
                {|HUB0002:model.ExpandedConv.ProjectBN.Trainable = true|};
                #endregion
        #if NEVER
                Console.WriteLine();
        #else
                {|HUB0002:model.BnConv1.Trainable = true|}; // said once
        #endif
                // The convolution.
                {|HUB0002:model.ExpandedConv.ProjectBN.Trainable = true|};
                model.Conv1.Trainable = true;
            }
        }
        """,
        """
        class Program
        {
            static void Main()
            {
                using var model = ShapesMobilenet.Load();
        #if !NEVER
        #endif
                #region Requests
                #endregion
        #if NEVER
                Console.WriteLine();
        #else
                // said once
        #endif
                // The convolution.
                model.Conv1.Trainable = true;
            }
        }
        """);

    [Fact]
    public Task Comments_of_requests_that_go_together_all_stay() => Test().Makes(
        """
        class Program
        {
            static void Main()
            {
                using var model = ShapesMobilenet.Load();
                // Both of the first block.
                {|HUB0002:model.BnConv1.Trainable = true|};
                {|HUB0002:model.ExpandedConv.ProjectBN.Trainable = true|};
                Console.WriteLine(); {|HUB0002:model.BnConv1.Trainable = true|};
                Console.WriteLine();
            }
        }
        """,
        """
        class Program
        {
            static void Main()
            {
                using var model = ShapesMobilenet.Load();
                // Both of the first block.
                Console.WriteLine(); 
                Console.WriteLine();
            }
        }
        """);

    private static FixTest Test() => new(new TrainableRequestFixProvider()) { Key = "RemoveRequest" };
}
