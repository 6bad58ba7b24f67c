using System;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis.Text;

namespace HubAnalyzers.Analyzers.Manifests;

/// <summary>Reads a manifest. Members that this version does not know are skipped; those it needs must be there.</summary>
internal static class ManifestReader
{
    /// <summary>The newest schema this version understands.</summary>
    public const int SchemaVersion = 1;

    private delegate bool WordParser<T>(string word, out T value);

    public static ManifestParseResult Read(SourceText text)
    {
        try
        {
            return new ManifestParseResult(Model(JsonReader.Read(text.ToString())), null);
        }
        catch (JsonFormatException e)
        {
            var span = TextSpan.FromBounds(Math.Min(e.Start, text.Length), Math.Min(e.End, text.Length));
            return new ManifestParseResult(null, new ManifestError(e.RuleId, e.Message, span, text.Lines.GetLinePositionSpan(span)));
        }
    }

    private static ManifestModel Model(JsonValue root)
    {
        RequireSchema(Member(root, "schemaVersion"));
        var model = Member(root, "model");
        var source = Member(root, "source");
        var trainability = Member(root, "trainability");
        return new ManifestModel(
            Text(Member(model, "handle")),
            Text(Member(model, "name")),
            OptionalText(Member(model, "publisher")),
            OptionalText(Member(model, "version")),
            Word<HubModelFormat>(Member(model, "format"), Words.TryParse),
            OptionalText(Member(model, "tensorflowVersion")),
            Text(Member(source, "digest")),
            List(Member(source, "files"), static f => new ManifestFile(Text(Member(f, "path")), Count(Member(f, "size")), Text(Member(f, "sha256")))),
            Interface(Member(root, "interface")),
            Word<TrainabilityVerdict>(Member(trainability, "verdict"), Words.TryParse),
            Text(Member(trainability, "reason")),
            Text(Member(trainability, "why")),
            OptionalFlag(Member(trainability, "publisherFlag")),
            Count(Member(trainability, "trainableParameters")),
            Count(Member(trainability, "totalParameters")),
            List(Member(root, "layers"), Layer),
            List(Member(root, "variables"), Variable),
            Known(model, "page") is { } page ? Text(page) : null,
            Evidence(trainability),
            Known(trainability, "engine") is { } engine ? new ManifestEngine(Flag(Member(engine, "supported")), List(Member(engine, "missing"), Op)) : null,
            Known(trainability, "tensorFlowNet") is { } net ? new ManifestTensorFlowNet(List(Member(net, "missingGradients"), Op), OptionalText(Member(net, "refusal"))) : null,
            Known(root, "aliases") is { } aliases ? List(aliases, static a => new ManifestAlias(Text(Member(a, "accessor")), Text(Member(a, "layer")))) : default);
    }

    private static ManifestInterface Interface(JsonValue value) => new(
        List(Member(value, "inputs"), static t => Tensor(t, withKind: false)),
        List(Member(value, "outputs"), static t => Tensor(t, withKind: true)),
        Flag(Member(value, "trainingArgument")),
        SmallCount(Member(value, "traces")),
        Flag(Member(value, "hasRegularizationLosses")),
        Known(value, "signatures") is { } signatures ? List(signatures, Text) : null);

    private static ManifestTensor Tensor(JsonValue value, bool withKind) => new(
        Text(Member(value, "name")),
        Text(Member(value, "dtype")),
        Member(value, "shape") is { Kind: not JsonKind.Null } shape ? List(shape, Dimension) : null,
        withKind ? Word<OutputKind>(Member(value, "kind"), Words.TryParse) : OutputKind.Unknown,
        !withKind && Known(value, "range") is { } range ? Range(range) : null);

    private static ManifestRange Range(JsonValue value)
    {
        var bounds = List(value, Number);
        return bounds is [var low, var high] && low < high ? new ManifestRange(low, high) : throw Wrong(value, "two numbers are expected here, the lower first");
    }

    private static ManifestLayer Layer(JsonValue value) => new(
        Text(Member(value, "name")),
        Text(Member(value, "accessor")),
        Word<LayerKind>(Member(value, "kind"), Words.TryParse),
        OptionalText(Member(value, "parent")),
        Word<Trainability>(Member(value, "trainability"), Words.TryParse),
        Text(Member(value, "reason")),
        Text(Member(value, "why")),
        Count(Member(value, "parameters")),
        List(Member(value, "variables"), Text),
        Known(value, "stage") is { } stage ? SmallCount(stage) : null,
        Known(value, "flops") is { } flops ? Count(flops) : null,
        Evidence(value),
        Known(value, "activations") is { } activations ? Count(activations) : null);

    private static ManifestVariable Variable(JsonValue value) => new(
        Text(Member(value, "name")),
        Text(Member(value, "checkpointKey")),
        OptionalText(Member(value, "layer")),
        Word<VariableRole>(Member(value, "role"), Words.TryParse),
        Text(Member(value, "dtype")),
        List(Member(value, "shape"), Dimension),
        Word<Trainability>(Member(value, "trainability"), Words.TryParse),
        Text(Member(value, "reason")),
        Evidence(value),
        Known(value, "notions") is { } notions ? Notions(notions) : null);

    private static ManifestEvidence? Evidence(JsonValue owner) => Known(owner, "evidence") is { } evidence
        ? new ManifestEvidence(Text(Member(evidence, "file")), Text(Member(evidence, "node")), Known(evidence, "op") is { } op ? Text(op) : null)
        : null;

    private static ManifestNotions Notions(JsonValue value) => new(
        OptionalFlag(Member(value, "flag")),
        OptionalFlag(Member(value, "listed")),
        OptionalFlag(Member(value, "keras")),
        OptionalFlag(Member(value, "captured")));

    private static ManifestOp Op(JsonValue value) => new(Text(Member(value, "op")), SmallCount(Member(value, "count")), List(Member(value, "layers"), Text));

    private static void RequireSchema(JsonValue version)
    {
        var number = Integer(version);
        if (number > SchemaVersion)
        {
            throw new JsonFormatException($"schema version {number} is newer than {SchemaVersion}", version.Start, version.End) { RuleId = Rulebook.NewerSchema };
        }

        if (number < 1)
        {
            throw Wrong(version, $"there is no schema version {number}");
        }
    }

    private static JsonValue Member(JsonValue value, string name)
    {
        if (value.Kind != JsonKind.Object)
        {
            throw Wrong(value, "an object is expected here");
        }

        return value.Members.TryGetValue(name, out var member) ? member : throw new JsonFormatException($"'{name}' is missing in this object", value.Start, value.Start + 1);
    }

    /// <summary>A member that a manifest may leave out; null also where it says null.</summary>
    private static JsonValue? Known(JsonValue value, string name) =>
        value.Members.TryGetValue(name, out var member) && member.Kind != JsonKind.Null ? member : null;

    private static string Text(JsonValue value) => value.Kind == JsonKind.String ? value.Text : throw Wrong(value, "a string is expected here");

    private static string? OptionalText(JsonValue value) => value.Kind == JsonKind.Null ? null : Text(value);

    private static double Number(JsonValue value) =>
        value.Kind == JsonKind.Number && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsInfinity(number)
            ? number
            : throw Wrong(value, "a number is expected here");

    private static long Integer(JsonValue value) =>
        value.Kind == JsonKind.Number && long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong(value, "a whole number is expected here");

    private static long Integer(JsonValue value, long least, long most) =>
        Integer(value) is var number && number >= least && number <= most ? number : throw Wrong(value, $"a whole number from {least} to {most} is expected here");

    private static long Count(JsonValue value) => Integer(value, 0, long.MaxValue);

    private static int SmallCount(JsonValue value) => (int)Integer(value, 0, int.MaxValue);

    private static long Dimension(JsonValue value) => Integer(value, -1, long.MaxValue);

    private static bool Flag(JsonValue value) => value.Kind switch
    {
        JsonKind.True => true,
        JsonKind.False => false,
        _ => throw Wrong(value, "true or false is expected here"),
    };

    private static bool? OptionalFlag(JsonValue value) => value.Kind == JsonKind.Null ? null : Flag(value);

    private static T Word<T>(JsonValue value, WordParser<T> parse) =>
        parse(Text(value), out var word) ? word : throw Wrong(value, $"{JsonFormatException.Quote(value.Text)} is none of the words that stand here");

    private static EquatableArray<T> List<T>(JsonValue value, Func<JsonValue, T> read)
        where T : IEquatable<T>
    {
        if (value.Kind != JsonKind.Array)
        {
            throw Wrong(value, "a list is expected here");
        }

        var items = ImmutableArray.CreateBuilder<T>(value.Items.Count);
        foreach (var item in value.Items)
        {
            items.Add(read(item));
        }

        return new EquatableArray<T>(items.MoveToImmutable());
    }

    private static JsonFormatException Wrong(JsonValue value, string message) => new(message, value.Start, value.End);
}
