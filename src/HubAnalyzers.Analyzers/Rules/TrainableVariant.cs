using HubAnalyzers.Analyzers.Manifests;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>The model that the publisher offers in place of one that cannot be fine-tuned: its TensorFlow 2 release, for example.</summary>
internal static class TrainableVariant
{
    /// <summary>The one manifest of the same publisher and name of which something can train; null where there is none or more than one.</summary>
    public static ManifestModel? Of(ManifestModel model, ManifestCatalog catalog)
    {
        ManifestModel? found = null;
        foreach (var other in catalog.Models)
        {
            if (model.Publisher is null || other.Publisher != model.Publisher || other.Name != model.Name ||
                other.Verdict is not (TrainabilityVerdict.Full or TrainabilityVerdict.Partial))
            {
                continue;
            }

            if (found is not null)
            {
                return null;
            }

            found = other;
        }

        return found;
    }
}
