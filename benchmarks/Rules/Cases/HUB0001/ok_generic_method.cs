// The type parameter may be any model.
// expect: none
using HubAnalyzers.Runtime;

public static class Generic
{
    public static T Unfreeze<T>(Func<T> load)
        where T : HubModel
    {
        var model = load();
        model.Trainable = true;
        return model;
    }
}
