// One case of a switch asks for the batch norm.
using App.HubModels;

using var net = MobilenetV2.Load();
switch (args.FirstOrDefault())
{
    case "stem":
        net.Stem.Trainable = true;
        break;
    case "stem-and-norm":
        net.Stem.Trainable = true;
        net.StemBn.Trainable = true; // expect: HUB0002
        break;
    default:
        throw new ArgumentException("stem or stem-and-norm");
}
