using System.Collections.Generic;

namespace HubAnalyzers;

/// <summary>Everything a manifest says of a model. The manifest is this object as JSON; generated classes carry it as <c>Info</c>.</summary>
public sealed class HubModelInfo
{
    /// <summary>Creates the information.</summary>
    public HubModelInfo(
        string handle,
        string name,
        string? publisher,
        string? version,
        HubModelFormat format,
        string? tensorFlowVersion,
        string digest,
        IReadOnlyList<HubFileInfo> files,
        HubInterfaceInfo @interface,
        TrainabilityVerdict verdict,
        string reason,
        string why,
        bool? publisherFlag,
        long trainableParameters,
        long totalParameters,
        IReadOnlyList<HubLayerInfo> layers,
        IReadOnlyList<HubVariableInfo> variables,
        string? page = null,
        HubEvidence? evidence = null,
        HubEngineInfo? engine = null,
        HubTensorFlowNetInfo? tensorFlowNet = null,
        IReadOnlyList<HubAliasInfo>? aliases = null)
    {
        Handle = handle;
        Name = name;
        Publisher = publisher;
        Version = version;
        Format = format;
        TensorFlowVersion = tensorFlowVersion;
        Digest = digest;
        Files = files;
        Interface = @interface;
        Verdict = verdict;
        Reason = reason;
        Why = why;
        PublisherFlag = publisherFlag;
        TrainableParameters = trainableParameters;
        TotalParameters = totalParameters;
        Layers = layers as HubLayerInfoCollection ?? new HubLayerInfoCollection(name, layers);
        Variables = variables;
        Page = page;
        Evidence = evidence;
        Engine = engine;
        TensorFlowNet = tensorFlowNet;
        Aliases = aliases ?? [];
    }

    /// <summary>The handle the model is loaded by. A model that was added from a plain folder is named after that folder.</summary>
    public string Handle { get; }

    /// <summary>The model's name, the last part of its handle without the version.</summary>
    public string Name { get; }

    /// <summary>Who published it; <c>null</c> where the handle does not say.</summary>
    public string? Publisher { get; }

    /// <summary>The version in the handle; <c>null</c> where the handle does not say.</summary>
    public string? Version { get; }

    /// <summary>The format it was published in.</summary>
    public HubModelFormat Format { get; }

    /// <summary>The TensorFlow that wrote it; <c>null</c> where the file does not say.</summary>
    public string? TensorFlowVersion { get; }

    /// <summary>The digest over <see cref="Files"/>, <c>sha256:…</c>.</summary>
    public string Digest { get; }

    /// <summary>The files the digest covers.</summary>
    public IReadOnlyList<HubFileInfo> Files { get; }

    /// <summary>How the model is called.</summary>
    public HubInterfaceInfo Interface { get; }

    /// <summary>What can be trained of it.</summary>
    public TrainabilityVerdict Verdict { get; }

    /// <summary>The reason code of the verdict, one of <see cref="ReasonCodes"/>.</summary>
    public string Reason { get; }

    /// <summary>One sentence that says why.</summary>
    public string Why { get; }

    /// <summary>The publisher's <c>fine-tunable</c> tag, a hint; <c>null</c> where none is known.</summary>
    public bool? PublisherFlag { get; }

    /// <summary>The number of elements of all variables that are <see cref="Trainability.Trainable"/>.</summary>
    public long TrainableParameters { get; }

    /// <summary>The number of elements of all variables that belong to a layer.</summary>
    public long TotalParameters { get; }

    /// <summary>The layers, in the order in which the model first uses or lists them.</summary>
    public HubLayerInfoCollection Layers { get; }

    /// <summary>All variables, optimizer slots and counters included.</summary>
    public IReadOnlyList<HubVariableInfo> Variables { get; }

    /// <summary>The address of the model's page; <c>null</c> for a model that is not from a hub.</summary>
    public string? Page { get; }

    /// <summary>Where <see cref="Reason"/> was read; <c>null</c> where a manifest does not say.</summary>
    public HubEvidence? Evidence { get; }

    /// <summary>Whether the engine of HubAnalyzers.Runtime can train it; <c>null</c> where a manifest does not say.</summary>
    public HubEngineInfo? Engine { get; }

    /// <summary>What stands between it and TensorFlow.NET; <c>null</c> where a manifest does not say.</summary>
    public HubTensorFlowNetInfo? TensorFlowNet { get; }

    /// <summary>Former accessors of layers that were renamed.</summary>
    public IReadOnlyList<HubAliasInfo> Aliases { get; }

    /// <summary>A copy with what does not come from the model's bytes: the publisher's tag and the former accessors.</summary>
    public HubModelInfo With(bool? publisherFlag, IReadOnlyList<HubAliasInfo> aliases) => new(
        Handle, Name, Publisher, Version, Format, TensorFlowVersion, Digest, Files, Interface, Verdict, Reason, Why, publisherFlag,
        TrainableParameters, TotalParameters, Layers, Variables, Page, Evidence, Engine, TensorFlowNet, aliases);
}
