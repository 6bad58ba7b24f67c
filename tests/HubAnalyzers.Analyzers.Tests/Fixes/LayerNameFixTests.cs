using System.Collections.Immutable;
using System.Threading.Tasks;
using HubAnalyzers.Analyzers.Rules;
using HubAnalyzers.CodeFixes.Layers;

namespace HubAnalyzers.Testing;

/// <summary>The fixes of HUB0006 and HUB0018: the name that was meant, or no name at all.</summary>
public sealed class LayerNameFixTests
{
    [Fact]
    public Task The_nearest_name_is_written_where_the_wrong_one_was() => Test("UseNearestName").Makes(
        """
        const string Name = "shapes_mobilenet/expanded_conv_5/expnad"; // the block
        using var model = HubModel.Load("shapes_mobilenet");
        model.GetLayer(/* by name */ {|HUB0006:"shapes_mobilenet/expanded_conv_5/expnad"|}).Trainable = true;
        _ = model.Layers[{|HUB0006:Name|}];
        """,
        """
        const string Name = "shapes_mobilenet/expanded_conv_5/expand"; // the block
        using var model = HubModel.Load("shapes_mobilenet");
        model.GetLayer(/* by name */ "shapes_mobilenet/expanded_conv_5/expand").Trainable = true;
        _ = model.Layers[Name];
        """);

    [Fact]
    public Task The_accessor_takes_the_place_of_a_wrong_name() => Test("UseTypedAccessor").Makes(
        """
        using var model = ShapesMobilenet.Load();
        model.GetLayer({|HUB0006:"shapes_mobilenet/expanded_conv_5/expnad"|}).Trainable = true; // the block
        """,
        """
        using var model = ShapesMobilenet.Load();
        model.ExpandedConv5.Expand.Trainable = true; // the block
        """);

    [Fact]
    public Task The_accessor_takes_the_place_of_every_form_of_lookup() => Test("UseTypedAccessor").Makes(
        """
        using var model = ShapesMobilenet.Load();
        ShapesMobilenet? maybe = model;
        var a = {|HUB0018:model.GetLayer("shapes_mobilenet/expanded_conv_5/expand")|};
        var b = (ConvLayer){|HUB0018:model.Layers["shapes_mobilenet/expanded_conv_5/expand"]|};
        var c = maybe?{|HUB0018:.GetLayer("shapes_mobilenet/expanded_conv_5/expand")|};
        Console.WriteLine({|HUB0018:model.GetLayer("shapes_mobilenet/expanded_conv_5/expand")|});
        """,
        """
        using var model = ShapesMobilenet.Load();
        ShapesMobilenet? maybe = model;
        var a = model.ExpandedConv5.Expand;
        var b = (ConvLayer)model.ExpandedConv5.Expand;
        var c = maybe?.ExpandedConv5.Expand;
        Console.WriteLine(model.ExpandedConv5.Expand);
        """);

    [Fact]
    public async Task It_is_not_offered_where_the_type_of_the_local_would_not_fit() => Assert.Empty(await Test(null).Offered(
        """
        using var model = ShapesMobilenet.Load();
        var layer = {|HUB0018:model.GetLayer("shapes_mobilenet/expanded_conv_5/expand")|};
        layer = model.Logits;
        """));

    private static FixTest Test(string? key) => new(new LayerNameFixProvider())
    {
        Key = key,
        Data = ImmutableDictionary<string, string?>.Empty
            .Add(FixData.Replacement, "shapes_mobilenet/expanded_conv_5/expand")
            .Add(FixData.Accessor, "ExpandedConv5.Expand"),
    };
}
