// A struct holds the generated model and hands it on.
using App.HubModels;

var holder = new Holder(MobilenetV2.Load());
holder.Net.StemBn.Trainable = true; // expect: HUB0002
holder.Net.Stem.Trainable = true;

internal readonly struct Holder(MobilenetV2 net)
{
    public MobilenetV2 Net { get; } = net;
}
