// From the second round on it is whatever the user named.
// expect: none
using HubAnalyzers.Runtime;

var model = HubModel.Load(args[0]);
foreach (var path in args.Skip(1))
{
    model.Trainable = true;
    model = HubModel.Load("https://tfhub.dev/acme/plant_classifier/1");
    Console.WriteLine(path);
    model = HubModel.Load(path);
}
