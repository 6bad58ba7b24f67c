// Under a lock, in a try, with a finally.
using App.HubModels;

namespace Birds;

internal sealed class Shared
{
    private readonly object _gate = new();
    private readonly Resnet50 _net = Resnet50.Load();

    public void Open()
    {
        lock (_gate)
        {
            try
            {
                _net.Block4.BnB.Trainable = true; // expect: HUB0002
            }
            finally
            {
                Console.WriteLine("opened");
            }
        }
    }
}
