using System;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace HubAnalyzers.Analyzers.Manifests;

/// <summary>The manifests of a compilation. A manifest is parsed once per text, however many compilations and keystrokes ask.</summary>
internal sealed class ManifestCatalog
{
    /// <summary>The end of a manifest's file name.</summary>
    public const string Extension = ".hubmodel.json";

    // Dies with the texts: the host keeps a text only as long as the file has it.
    private static readonly ConditionalWeakTable<SourceText, ManifestParseResult> _parsed = new();

    private ManifestCatalog(ImmutableArray<ManifestModel> models)
    {
        Models = models;
    }

    /// <summary>The manifests that can be read, in the order of the files.</summary>
    public ImmutableArray<ManifestModel> Models { get; }

    public static ManifestCatalog From(ImmutableArray<AdditionalText> files, CancellationToken cancellationToken)
    {
        var models = ImmutableArray.CreateBuilder<ManifestModel>();
        foreach (var file in files)
        {
            if (IsManifest(file.Path) && file.GetText(cancellationToken) is { } text && Parse(text).Model is { } model)
            {
                models.Add(model);
            }
        }

        return new ManifestCatalog(models.ToImmutable());
    }

    public static bool IsManifest(string path) => path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    public static ManifestParseResult Parse(SourceText text) => _parsed.GetValue(text, static t => ManifestReader.Read(t));

    /// <summary>The one manifest with this handle; null where there is none or more than one.</summary>
    public ManifestModel? FindByHandle(string handle) => Single(handle, static (model, handle) => model.Handle == handle);

    /// <summary>The one manifest with this digest; null where there is none or more than one.</summary>
    public ManifestModel? FindByDigest(string digest) => Single(digest, static (model, digest) => model.Digest == digest);

    /// <summary>
    /// The manifest that a constant handle or path means: the handle itself, or, for a model that has no remote handle, a path that
    /// ends in it ("../models/shapes" is the model "shapes"). Two candidates: none.
    /// </summary>
    public ManifestModel? FindByConstant(string handleOrPath) => FindByHandle(handleOrPath) ?? Single(handleOrPath, static (model, path) => EndsInHandle(model, path));

    private static bool EndsInHandle(ManifestModel model, string path)
    {
        if (model.Publisher is not null || model.Handle.Length == 0 || path.IndexOf("://", StringComparison.Ordinal) >= 0)
        {
            return false;
        }

        var place = path.Replace('\\', '/').TrimEnd('/');
        return place == model.Handle || place.EndsWith("/" + model.Handle, StringComparison.Ordinal);
    }

    private ManifestModel? Single(string key, Func<ManifestModel, string, bool> matches)
    {
        ManifestModel? found = null;
        foreach (var model in Models)
        {
            if (!matches(model, key))
            {
                continue;
            }

            if (found is not null)
            {
                return null;
            }

            found = model;
        }

        return found;
    }
}
