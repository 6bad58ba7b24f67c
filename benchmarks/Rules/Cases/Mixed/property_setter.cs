// The setter passes on what it gets, which is unknown; the caller's constant is not followed into it.
// expect: none
using App.HubModels;

namespace Birds;

public sealed class Net
{
    private readonly Resnet50 _net = Resnet50.Load();

    public bool StemTrains
    {
        get => _net.Conv1.Trainable;
        set => _net.Conv1.Trainable = value;
    }
}
