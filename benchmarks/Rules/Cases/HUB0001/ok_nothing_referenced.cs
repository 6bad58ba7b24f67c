// A project without any library of this kind.
// uses: none
// manifests: none
// expect: none
namespace Zoo;

public sealed class Seal
{
    public bool Trainable { get; set; }

    public static Seal Load(string name) => new() { Trainable = name.Length > 0 };
}

public static class Keeper
{
    public static void Feed()
    {
        var model = Seal.Load("https://tfhub.dev/acme/plant_classifier/1");
        model.Trainable = true;
    }
}
