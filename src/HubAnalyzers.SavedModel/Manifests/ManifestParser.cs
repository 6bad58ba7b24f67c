using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace HubAnalyzers.SavedModel.Manifests;

/// <summary>Reads a manifest. Keys that this version does not know are skipped; keys that it needs must be there.</summary>
internal static class ManifestParser
{
    private const string Remedy = "write it again with 'dotnet hub add'";

    public static HubModelInfo Parse(ReadOnlySpan<byte> json, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(json.ToArray(), new JsonDocumentOptions { MaxDepth = 64 });
            return Model(new Node(document.RootElement, "the manifest", name));
        }
        catch (JsonException e)
        {
            throw new HubModelFormatException($"{name}({(e.LineNumber ?? 0) + 1},{(e.BytePositionInLine ?? 0) + 1})", "it is not JSON", Remedy, e);
        }
        catch (InvalidOperationException e)
        {
            // JSON's reader looks at a text only when it is asked for.
            throw new HubModelFormatException(name, "a text in it is not Unicode", Remedy, e);
        }
    }

    private static HubModelInfo Model(Node root)
    {
        var version = root["schemaVersion"].Integer();
        if (version > ManifestFile.SchemaVersion)
        {
            throw new HubModelFormatException(root.File, $"its schema version is {version}, this version reads up to {ManifestFile.SchemaVersion}", "install a newer version of HubAnalyzers");
        }

        var model = root["model"];
        var source = root["source"];
        var @interface = root["interface"];
        var trainability = root["trainability"];
        return new HubModelInfo(
            model["handle"].Text(),
            model["name"].Text(),
            model["publisher"].OptionalText(),
            model["version"].OptionalText(),
            model["format"].Word<HubModelFormat>(Words.TryParse),
            model["tensorflowVersion"].OptionalText(),
            source["digest"].Text(),
            source["files"].List(static f => new HubFileInfo(f["path"].Text(), f["size"].Integer(), f["sha256"].Text())),
            new HubInterfaceInfo(
                @interface["inputs"].List(static t => new HubTensorInfo(t["name"].Text(), t["dtype"].Text(), t["shape"].OptionalShape(), range: t.Known("range")?.Range())),
                @interface["outputs"].List(static t => new HubTensorInfo(t["name"].Text(), t["dtype"].Text(), t["shape"].OptionalShape(), t["kind"].Word<OutputKind>(Words.TryParse))),
                @interface["trainingArgument"].Flag(),
                (int)@interface["traces"].Integer(),
                @interface["hasRegularizationLosses"].Flag(),
                @interface.Known("signatures")?.List(static s => s.Text())),
            trainability["verdict"].Word<TrainabilityVerdict>(Words.TryParse),
            trainability["reason"].Text(),
            trainability["why"].Text(),
            trainability["publisherFlag"].OptionalFlag(),
            trainability["trainableParameters"].Integer(),
            trainability["totalParameters"].Integer(),
            root["layers"].List(Layer),
            root["variables"].List(Variable),
            model.Known("page")?.Text(),
            Evidence(trainability),
            trainability.Known("engine") is { } engine ? new HubEngineInfo(engine["supported"].Flag(), engine["missing"].List(Op)) : null,
            trainability.Known("tensorFlowNet") is { } net ? new HubTensorFlowNetInfo(net["missingGradients"].List(Op), net["refusal"].OptionalText()) : null,
            root.Known("aliases")?.List(static a => new HubAliasInfo(a["accessor"].Text(), a["layer"].Text())));
    }

    private static HubOpInfo Op(Node op) => new(op["op"].Text(), (int)op["count"].Integer(), op["layers"].List(static l => l.Text()));

    private static HubEvidence? Evidence(Node owner) => owner.Known("evidence") is { } evidence
        ? new HubEvidence(evidence["file"].Text(), evidence["node"].Text(), evidence.Known("op")?.Text())
        : null;

    private static HubTrainableNotions? Notions(Node owner) => owner.Known("notions") is { } notions
        ? new HubTrainableNotions(notions["flag"].OptionalFlag(), notions["listed"].OptionalFlag(), notions["keras"].OptionalFlag(), notions["captured"].OptionalFlag())
        : null;

    private static HubLayerInfo Layer(Node layer) => new(
        layer["name"].Text(),
        layer["accessor"].Text(),
        layer["kind"].Word<LayerKind>(Words.TryParse),
        layer["parent"].OptionalText(),
        layer["trainability"].Word<Trainability>(Words.TryParse),
        layer["reason"].Text(),
        layer["why"].Text(),
        layer["parameters"].Integer(),
        layer["variables"].List(static v => v.Text()),
        (int?)layer.Known("stage")?.Integer(),
        layer.Known("flops")?.Integer(),
        Evidence(layer),
        layer.Known("activations")?.Integer());

    private static HubVariableInfo Variable(Node variable) => new(
        variable["name"].Text(),
        variable["checkpointKey"].Text(),
        variable["layer"].OptionalText(),
        variable["role"].Word<VariableRole>(Words.TryParse),
        variable["dtype"].Text(),
        variable["shape"].OptionalShape() ?? [],
        variable["trainability"].Word<Trainability>(Words.TryParse),
        variable["reason"].Text(),
        Evidence(variable),
        Notions(variable));

    private delegate bool WordParser<T>(string word, out T value);

    /// <summary>A value and where it stands, for errors that name the place.</summary>
    private readonly record struct Node(JsonElement Element, string Place, string File)
    {
        public Node this[string key] => Find(key) ?? throw Wrong($"has no '{key}'");

        /// <summary>A member that a manifest may leave out; null also where it says null.</summary>
        public Node? Known(string key) => Find(key) is { Element.ValueKind: not JsonValueKind.Null } node ? node : null;

        private Node? Find(string key)
        {
            if (Element.ValueKind != JsonValueKind.Object)
            {
                throw Wrong("is not an object");
            }

            return Element.TryGetProperty(key, out var value) ? new Node(value, key, File) : null;
        }

        public string Text() => Element.ValueKind == JsonValueKind.String ? Element.GetString()! : throw Wrong("is not a string");

        public string? OptionalText() => Element.ValueKind == JsonValueKind.Null ? null : Text();

        public long Integer() => Element.ValueKind == JsonValueKind.Number && Element.TryGetInt64(out var value) ? value : throw Wrong("is not a whole number");

        private double Number() => Element.ValueKind == JsonValueKind.Number && Element.TryGetDouble(out var value) && double.IsFinite(value) ? value : throw Wrong("is not a number");

        public bool Flag() => Element.ValueKind is JsonValueKind.True or JsonValueKind.False ? Element.GetBoolean() : throw Wrong("is neither true nor false");

        public bool? OptionalFlag() => Element.ValueKind == JsonValueKind.Null ? null : Flag();

        public IReadOnlyList<long>? OptionalShape() => Element.ValueKind == JsonValueKind.Null ? null : List(static d => d.Integer());

        public HubValueRange Range() => List(static n => n.Number()) is [var low, var high] && low < high ? new HubValueRange(low, high) : throw Wrong("is not two numbers, the lower first");

        public T Word<T>(WordParser<T> parse) => parse(Text(), out var value) ? value : throw Wrong($"has the unknown value '{Text()}'");

        public IReadOnlyList<T> List<T>(Func<Node, T> read)
        {
            if (Element.ValueKind != JsonValueKind.Array)
            {
                throw Wrong("is not a list");
            }

            var (place, file) = (Place, File);
            return Element.EnumerateArray().Select((item, i) => read(new Node(item, $"{place}[{i}]", file))).ToList();
        }

        private HubModelFormatException Wrong(string problem) => new(File, $"{Place} {problem}", Remedy);
    }
}
