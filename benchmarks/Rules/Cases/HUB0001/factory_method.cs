// A method that always returns the frozen model.
using HubAnalyzers.Runtime;

namespace Warehouse;

internal static class Models
{
    private static HubModel Open(bool verbose)
    {
        if (verbose)
        {
            Console.WriteLine("opening");
            return HubModel.Load("https://tfhub.dev/acme/shelf_detector/2", new HubLoadOptions { VerifyDigest = false });
        }

        return HubModel.Load("https://tfhub.dev/acme/shelf_detector/2");
    }

    public static void Main(string[] args)
    {
        using var model = Open(args.Length > 0);
        model.Trainable = true; // expect: HUB0001
    }
}
