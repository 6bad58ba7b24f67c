// A HubModel of another library.
// expect: none
namespace OtherLibrary
{
    public sealed class HubModel
    {
        public bool Trainable { get; set; }

        public static HubModel Load(string handle) => new();
    }
}

namespace Consumer
{
    using OtherLibrary;

    internal static class Start
    {
        public static void Run()
        {
            var model = HubModel.Load("https://tfhub.dev/acme/plant_classifier/1");
            model.Trainable = true;
        }
    }
}
