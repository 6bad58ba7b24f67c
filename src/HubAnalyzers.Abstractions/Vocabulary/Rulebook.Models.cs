namespace HubAnalyzers;

/// <summary>HUB0006, HUB0010 to HUB0013 and HUB0018: which model and which layer is meant, and what goes into it.</summary>
internal static partial class Rulebook
{
    public const string UnknownLayerTitle = "Layer name that the model does not have";

    // Arguments: the name asked for, model, what is near (Phrases.DidYouMean).
    public const string UnknownLayerMessage = "There is no layer '{0}' in '{1}'; {2}";

    public const string UnknownModelTitle = "Model without a manifest";

    // Arguments: handle.
    public const string UnknownModelMessage = "No manifest in this project describes '{0}', so no rule can check its use; run 'dotnet hub add {0}'";

    public const string UnpinnedHandleTitle = "Model handle without a version";

    // Arguments: handle, version to pin to (Phrases.Version).
    public const string UnpinnedHandleMessage = "Handle '{0}' names no version, so a new release would change the model under this program; pin it to {1}";

    public const string OtherArtefactTitle = "Handle of something that cannot be loaded as a SavedModel";

    // Arguments: handle, what it is (one of the constants below).
    public const string OtherArtefactMessage = "'{0}' is {1}; use the handle of a TensorFlow 2 SavedModel";

    public const string TensorFlowJsArtefact = "a TensorFlow.js model";
    public const string LiteArtefact = "a TensorFlow Lite model";
    public const string CoralArtefact = "a model compiled for Coral's Edge TPU";
    public const string DeletedArtefact = "an asset that was deleted from TensorFlow Hub on 18 March 2024";

    public const string InputMismatchTitle = "Input contradicts what the model takes";

    // Arguments: model, what (one of the constants below), expected, found.
    public const string InputMismatchMessage = "'{0}' takes {1} {2}, but gets {3} here; use {2}";

    public const string ImageHeight = "an image height of";
    public const string ImageWidth = "an image width of";
    public const string ImageSize = "an image size of";
    public const string ChannelCount = "a channel count of";
    public const string InputLength = "a length of";
    public const string InputDType = "the dtype";

    public const string TypedAccessorTitle = "Layer looked up by name has a typed accessor";

    // Arguments: layer, accessor with the class in front (ShapesMobilenet.ExpandedConv.ProjectBN).
    public const string TypedAccessorMessage = "Layer '{0}' has the typed accessor {1}; use it instead of the name";
}
