using System;
using System.Globalization;
using System.IO;
using System.Linq;
using HubAnalyzers.Benchmarks.Facts;
using HubAnalyzers.SavedModel;

// What inspecting a model costs, against parsing its protobuf alone; and the memory it takes, against the model's size.
// dotnet run -c Release --project benchmarks/Facts [-- FOLDER]
if (args is ["--peak", var measured, var warm])
{
    Console.WriteLine(Memory.PeakOfInspecting(measured, warm).ToString(CultureInfo.InvariantCulture));
    return 0;
}

var carried = Models.Carried();
var folders = args.Length > 0 ? args.ToList() : Models.Largest();
if (folders.Count == 0)
{
    Console.WriteLine("The shared models are not on this machine; measuring the carried model.");
    folders = [carried];
}

foreach (var folder in folders)
{
    var file = new FileInfo(Path.Combine(folder, "saved_model.pb"));
    var total = Models.SizeOf(folder);
    var parse = Timing.Median(() => Parsing.Parse(file.FullName));
    var inspect = Timing.Median(() => ModelInspector.Inspect(folder));
    var peak = Memory.PeakInOwnProcess(folder, carried);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(folder)}: saved_model.pb {file.Length / 1e6:0.0} MB of {total / 1e6:0.0} MB"));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  parse   {parse.TotalMilliseconds,8:0.0} ms"));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  inspect {inspect.TotalMilliseconds,8:0.0} ms = {inspect / parse:0.00} x parse (goal: at most 3)"));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  peak    {peak / 1e6,8:0.0} MB = {(double)peak / total:0.00} x the model (goal: at most 4)"));
}

return 0;
