using System.Linq;
using HubAnalyzers.Runtime;
using TorchSharp;
using TorchSharp.Modules;

namespace HubAnalyzers.Tool.Training;

/// <summary>What is learnt of an image, in the words of <c>--head</c>.</summary>
internal static class HeadKind
{
    public const string FromData = "auto";
    public const string Classification = "classification";
    public const string MultiLabel = "multi-label";
    public const string Regression = "regression";

    /// <summary>What some data can be learnt as.</summary>
    public static string Of(ExampleTargets targets) => targets switch
    {
        ClassTargets => Classification,
        MultiLabelTargets => MultiLabel,
        _ => Regression,
    };

    /// <summary>What a receipt's head learnt; null where this program makes no such head.</summary>
    public static string? Of(FineTuneReceipt receipt) => receipt.Head switch
    {
        nameof(ClassificationHead) => Classification,
        nameof(MultiLabelHead) => MultiLabel,
        nameof(RegressionHead) => Regression,
        _ => null,
    };

    /// <summary>Requires data that can be learnt as was asked.</summary>
    /// <exception cref="WrongUsageException">It holds something else.</exception>
    /// <exception cref="DataFormatException">There is nothing to tell apart.</exception>
    public static string Choose(string asked, ExampleTargets targets, string path)
    {
        var found = Of(targets);
        if (asked != FromData && asked != found)
        {
            throw new WrongUsageException($"--head {asked}: {path} holds {Content(found)}, for {found}; a list with the column {Column(asked)} is for {asked}.");
        }

        return found == Classification && targets.Names.Count < 2
            ? throw new DataFormatException(path, $"all its images are of the class '{targets.Names.Single()}'", "add images of another")
            : found;
    }

    public static DenseHead Create(string kind, HubModel model, int outputs, long seed, HeadOptions options) => kind switch
    {
        MultiLabel => new MultiLabelHead(model, outputs, seed, options),
        Regression => new RegressionHead(model, outputs, seed, options),
        _ => new ClassificationHead(model, outputs, seed, options),
    };

    /// <summary>A head that passes on what the model's own head answers: a dense layer of ones on its diagonal changes no number.</summary>
    public static DenseHead CreatePassing(string kind, HubModel model, int outputs)
    {
        var head = Create(kind, model, outputs, seed: 0, new HeadOptions());
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var layer = (Linear)head.Module;
        layer.weight!.copy_(torch.eye(outputs));
        layer.bias!.zero_();
        return head;
    }

    /// <summary>What the head's outputs are called, in the plural.</summary>
    public static string Outputs(string kind) => kind switch
    {
        MultiLabel => "labels",
        Regression => "values",
        _ => "classes",
    };

    private static string Content(string kind) => kind switch
    {
        MultiLabel => "any number of labels for each image",
        Regression => "numbers for each image",
        _ => "one class for each image",
    };

    private static string Column(string kind) => kind switch
    {
        MultiLabel => "labels",
        Regression => "of each number",
        _ => "label",
    };
}
