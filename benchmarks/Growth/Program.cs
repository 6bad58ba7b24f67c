using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HubAnalyzers.Benchmarks.Growth;

// How the time of each work grows with what it works on, as the exponent of a power: 1 is in proportion, 2 the square. Sizes are 1, 4 and
// 16 times the smallest. Ends with 1 where an exponent is above the goal.
// dotnet run -c Release --project benchmarks/Growth [-- layers] (or manifests, files, images)
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var families = new Dictionary<string, Func<GrowthFamily>>
{
    ["layers"] = static () => new ModelGrowth(),
    ["manifests"] = static () => new ManifestGrowth(),
    ["files"] = static () => new SourceGrowth(),
    ["images"] = static () => new ImageGrowth(),
};
if (args.FirstOrDefault(a => !families.ContainsKey(a)) is { } unknown)
{
    Console.Error.WriteLine($"'{unknown}' is none of {string.Join(", ", families.Keys)}.");
    return 2;
}

var met = true;
foreach (var make in (args.Length > 0 ? args : [.. families.Keys]).Select(name => families[name]))
{
    using var family = make();
    foreach (var work in family.Works())
    {
        var growth = Growth.Of(family, work);
        Console.WriteLine(growth);
        met &= growth.IsMet;
    }
}

return met ? 0 : 1;
