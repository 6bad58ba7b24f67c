// The generated class brings its manifest along.
// expect: none
using App.HubModels;

using var model = EfficientnetB0.Load();
using var text = NnlmEn.Load();
Console.WriteLine(model.Facts.Name + text.Facts.Name);
