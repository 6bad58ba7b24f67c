// The model lives in a class of its own.
using App.HubModels;

namespace Birds;

public sealed class BirdBackbone(MobilenetV2 net)
{
    public MobilenetV2 Net { get; } = net;

    public void UnfreezeTop(bool alsoNorms)
    {
        Net.ExpandedConv16.Project.Trainable = true;
        if (alsoNorms)
        {
            Net.ExpandedConv16.ProjectBn.Trainable = true; // expect: HUB0002
        }
    }
}
