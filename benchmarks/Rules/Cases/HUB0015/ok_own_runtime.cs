// The engine has its own say on these models.
// expect: none
using App.HubModels;

using var efficientnet = EfficientnetB0.Load();
efficientnet.Stem.Conv.Trainable = true;
Console.WriteLine(efficientnet.Facts.Name);
