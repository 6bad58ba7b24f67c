using System.Threading.Tasks;
using HubAnalyzers.CodeFixes.Requests;

namespace HubAnalyzers.Testing;

/// <summary>The fix of HUB0007: the write of the whole moves in front of the choices it would discard.</summary>
public sealed class SetWholeFirstTests
{
    [Fact]
    public Task The_later_write_moves_to_the_front_with_its_comment() => Test().Makes(
        """
        class Program
        {
            static void Main()
            {
                var model = ShapesMobilenet.Load();
                {|also:model.ExpandedConv7.Project.Trainable = true|}; // this one
                // Freeze the rest.
                {|HUB0007:model.Trainable = false|}; // all
                Console.WriteLine();
            }
        }
        """,
        """
        class Program
        {
            static void Main()
            {
                var model = ShapesMobilenet.Load();
                // Freeze the rest.
                model.Trainable = false; // all
                model.ExpandedConv7.Project.Trainable = true; // this one
                Console.WriteLine();
            }
        }
        """);

    [Fact]
    public Task Several_choices_that_one_write_discards_move_it_in_front_of_the_first() => Test().Makes(
        """
        var model = ShapesMobilenet.Load();
        {|also:model.ExpandedConv6.Project.Trainable = true|};
        {|also:model.ExpandedConv7.Project.Trainable = true|};
        {|HUB0007:model.Trainable = false|};
        """,
        """
        var model = ShapesMobilenet.Load();
        model.Trainable = false;
        model.ExpandedConv6.Project.Trainable = true;
        model.ExpandedConv7.Project.Trainable = true;

        """);

    [Theory]
    [InlineData("var model = ShapesMobilenet.Load(); {|also:model.Logits.Trainable = false|}; var off = args.Length == 0; {|HUB0007:model.Trainable = off|};")]
    [InlineData("var model = ShapesMobilenet.Load(); if (args.Length > 0) { {|also:model.Logits.Trainable = false|}; } {|HUB0007:model.Trainable = false|};")]
    [InlineData("var model = ShapesMobilenet.Load(); var off = true; {|also:model.Logits.Trainable = false|}; off = false; {|HUB0007:model.Trainable = off|};")]
    public async Task It_is_not_offered_where_the_move_could_change_more(string source) => Assert.Empty(await Test().Offered(source));

    private static FixTest Test() => new(new DiscardedChoiceFixProvider());
}
