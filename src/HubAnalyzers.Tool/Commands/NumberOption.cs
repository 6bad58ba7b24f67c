using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace HubAnalyzers.Tool.Commands;

/// <summary>Options that take a number within bounds; a wrong one is told with the option and the bounds.</summary>
internal static class NumberOption
{
    public static Option<int> Count(string name, string description, int otherwise, int least = 1) => new(name)
    {
        Description = description,
        HelpName = "n",
        DefaultValueFactory = _ => otherwise,
        CustomParser = result => Whole(result, name, least) ?? otherwise,
    };

    public static Option<int?> Count(string name, string description) => OptionalCount(name, description, least: 1);

    public static Option<int?> OptionalCount(string name, string description, int least) => new(name) { Description = description, HelpName = "n", CustomParser = result => Whole(result, name, least) };

    public static Option<double> Real(string name, string description, double otherwise, string bounds, Func<double, bool> isWithin) => new(name)
    {
        Description = description,
        HelpName = "x",
        DefaultValueFactory = _ => otherwise,
        CustomParser = result => Number(result, name, bounds, isWithin) ?? otherwise,
    };

    public static Option<double?> Real(string name, string description, string bounds, Func<double, bool> isWithin) => new(name)
    {
        Description = description,
        HelpName = "x",
        CustomParser = result => Number(result, name, bounds, isWithin),
    };

    private static int? Whole(ArgumentResult result, string name, int least)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least)
        {
            return value;
        }

        result.AddError($"'{text}' in {name} is not a whole number from {least}.");
        return null;
    }

    private static double? Number(ArgumentResult result, string name, string bounds, Func<double, bool> isWithin)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && isWithin(value))
        {
            return value;
        }

        result.AddError($"'{text}' in {name} is not a number {bounds}.");
        return null;
    }
}
