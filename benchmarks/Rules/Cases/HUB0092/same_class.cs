// Two files in two folders give the same class.
// manifests: digits, Duplicates/digits
// expect-in: Duplicates/digits.hubmodel.json HUB0092
// expect-in: digits.hubmodel.json HUB0092
Console.WriteLine("one class");
