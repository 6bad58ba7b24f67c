using System.IO;
using System.Linq;
using Google.Protobuf;
using HubAnalyzers.Runtime;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.Testing;

/// <summary>
/// The carried model as a whole classifier, such as Keras saves them: a hidden layer, dropout, a dense layer and, if asked for, a softmax
/// at the end of its call.
/// </summary>
internal static class ClassifierModel
{
    public const int Hidden = 16;
    public const int Classes = 4;

    public static string Write(string folder, bool hasSoftmax = true)
    {
        using (var model = HubModel.Load(Repository.PathOf("samples", "models", "shapes_mobilenet")))
        using (var head = new ClassificationHead(model, Classes, seed: 7, new HeadOptions { HiddenUnits = Hidden, Dropout = 0.5 }))
        {
            model.Export(folder, head);
        }

        if (hasSoftmax)
        {
            AddSoftmax(Path.Combine(folder, "saved_model.pb"));
        }

        return folder;
    }

    private static void AddSoftmax(string file)
    {
        var message = SavedModelFolder.Open(Path.GetDirectoryName(file)!).Message;
        var graph = GraphDef.Parser.ParseFrom(message.MetaGraphs[0].GraphDef);
        foreach (var function in graph.Library.Function.Where(static f => f.Signature.Name.StartsWith("__inference_call_with_head", System.StringComparison.Ordinal)))
        {
            var end = function.NodeDef.Single(static n => n.Name == "Identity");
            function.NodeDef.Add(new NodeDef { Name = "Softmax", Op = "Softmax", Input = { end.Input[0] }, Attr = { ["T"] = new AttrValue { Type = DataType.DtFloat } } });
            end.Input[0] = "Softmax:softmax:0";
        }

        message.MetaGraphs[0].GraphDef = graph.ToByteString();
        File.WriteAllBytes(file, message.ToByteArray());
    }
}
