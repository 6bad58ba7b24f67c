using static HubAnalyzers.SavedModel.Messages.WireShape.Kind;

namespace HubAnalyzers.SavedModel.Messages;

/// <summary>The messages of <c>graph.proto</c> by the numbers of their fields. A test holds the two together; the descriptors that say the same would take longer to load than a model.</summary>
internal static class GraphShape
{
    private static readonly WireShape _tensorShape = new WireShape().With(new WireShape().With(Text, 2), 2);

    private static readonly WireShape _tensor = new WireShape().With(_tensorShape, 2).With(FourBytes, 5).With(EightBytes, 6).With(Varints, 7, 10, 11, 13, 16, 17);

    private static readonly WireShape _attributes = Attributes();

    private static readonly WireShape _node = new WireShape().With(Text, 1, 2, 3, 4).With(_attributes, 5);

    private static readonly WireShape _textPair = new WireShape().With(Text, 1, 2);

    /// <summary>A whole <c>GraphDef</c>.</summary>
    public static WireShape Graph { get; } = new WireShape().With(_node, 1).With(Library(), 2).With(new WireShape().With(Varints, 3), 4);

    /// <summary>An entry of a map from names to attributes, which may hold more such maps.</summary>
    private static WireShape Attributes()
    {
        var attribute = new WireShape();
        var entry = new WireShape().With(Text, 1).With(attribute, 2);
        var function = new WireShape().With(Text, 1).With(entry, 2);
        var list = new WireShape().With(Varints, 3, 5, 6).With(FourBytes, 4).With(_tensorShape, 7).With(_tensor, 8).With(function, 9);
        attribute.With(list, 1).With(_tensorShape, 7).With(_tensor, 8).With(Text, 9).With(function, 10);
        return entry;
    }

    private static WireShape Library()
    {
        var argument = new WireShape().With(Text, 1, 2, 4, 5, 6).With(new WireShape().With(_tensorShape, 2), 7);
        var definition = new WireShape().With(Text, 1, 2).With(_attributes.Of(2).Inner!, 3);
        var signature = new WireShape().With(Text, 1, 20).With(argument, 2, 3).With(definition, 4);
        var ofArgument = new WireShape().With(new WireShape().With(_attributes, 1), 2);
        var function = new WireShape().With(signature, 1).With(_node, 3).With(_textPair, 4, 6).With(_attributes, 5).With(ofArgument, 7).With(new WireShape(), 8);
        return new WireShape().With(function, 1).With(_textPair, 2, 3);
    }
}
