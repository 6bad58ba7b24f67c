// The branch is for models that can train.
// expect: none
using App.HubModels;
using HubAnalyzers;

if (PlantClassifier.Info.Verdict != TrainabilityVerdict.None)
{
    Console.WriteLine("can be fine-tuned");
}
