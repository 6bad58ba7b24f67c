// A static constructor prepares the model.
using App.HubModels;

namespace Birds;

internal static class Global
{
    public static readonly MobilenetV2 Net;

    static Global()
    {
        Net = MobilenetV2.Load();
        Net.TopConv.Trainable = true; // expect: HUB0005
    }
}
