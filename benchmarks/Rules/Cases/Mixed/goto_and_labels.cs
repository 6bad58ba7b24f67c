// Control flow as it used to be.
using App.HubModels;

namespace Birds;

internal static class Start
{
    public static void Main()
    {
        var net = Resnet50.Load();
        var round = 0;
    again:
        net.Bn1.Trainable = true; // expect: HUB0002
        if (++round < 3)
        {
            goto again;
        }
    }
}
