// The model is the caller's.
// expect: none
using HubAnalyzers.Runtime;

public static class Training
{
    public static void Unfreeze(HubModel model) => model.Trainable = true;

    public static void UnfreezeAll(IEnumerable<HubModel> models)
    {
        foreach (var model in models)
        {
            model.Trainable = true;
        }
    }
}
