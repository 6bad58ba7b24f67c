// Logits will do.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

using var digits = Digits.Load();
using var head = new ClassificationHead(digits, classes: 2);
Console.WriteLine(head.Classes);
