namespace HubAnalyzers.SavedModel;

/// <summary>What the publisher's <c>fine-tunable</c> tag is worth, seen from the bytes.</summary>
public static class PublisherClaim
{
    /// <summary>Whether the tag agrees with the verdict; null where there is no tag or no verdict.</summary>
    public static bool? Agrees(HubModelInfo model) => (model.PublisherFlag, model.Verdict) switch
    {
        (null, _) or (_, TrainabilityVerdict.Unknown) => null,
        (true, _) => model.Verdict != TrainabilityVerdict.None,
        (false, _) => model.Verdict == TrainabilityVerdict.None,
    };

    /// <summary>One sentence, without a full stop; null where there is no tag.</summary>
    public static string? Sentence(HubModelInfo model)
    {
        if (model.PublisherFlag is not { } flag)
        {
            return null;
        }

        var claim = $"the publisher says fine-tunable: {(flag ? "true" : "false")}";
        return (Agrees(model), model.Verdict) switch
        {
            (null, _) => claim + "; the bytes do not decide it",
            (true, TrainabilityVerdict.Partial) => claim + ", and the bytes agree in part",
            (true, _) => claim + ", and the bytes agree",
            (false, TrainabilityVerdict.None) => claim + ", but the bytes contradict: nothing can be trained",
            (false, _) => claim + ", but the bytes contradict: layers can be trained",
        };
    }
}
