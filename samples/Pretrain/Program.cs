using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using HubAnalyzers.Samples.Pretrain.Net;
using HubAnalyzers.Samples.Pretrain.SavedModels;
using HubAnalyzers.Samples.Pretrain.Training;

// Makes samples/models/shapes_mobilenet anew: dotnet run -c Release --project samples/Pretrain -- FOLDER
if (args is not [var folder] || folder.StartsWith('-'))
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project samples/Pretrain -- FOLDER (which is replaced)");
    return 2;
}

var clock = Stopwatch.StartNew();
var net = new ShapesMobilenet();
var (weights, accuracy) = new Pretrainer(net, new PretrainOptions(), Console.Out).Train();
ReusableSavedModel.Write(folder, net, weights);
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"held-out accuracy on the ten pretraining classes {accuracy:P1}; {Path.GetFullPath(folder)}; {clock.Elapsed.TotalSeconds:F0} s"));
return 0;
