using System;
using Microsoft.CodeAnalysis.Operations;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>Operators and string functions over known constants.</summary>
internal static class Operators
{
    public static Denotation? Binary(BinaryOperatorKind kind, Denotation? left, Denotation? right) => (kind, left, right) switch
    {
        (BinaryOperatorKind.Equals, _, _) => Equal(left, right) is { } equal ? ConstantDenotation.Of(equal) : null,
        (BinaryOperatorKind.NotEquals, _, _) => Equal(left, right) is { } equal ? ConstantDenotation.Of(!equal) : null,
        (BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd, ConstantDenotation { Value: bool a }, ConstantDenotation { Value: bool b }) => ConstantDenotation.Of(a && b),
        (BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd, ConstantDenotation { Value: false }, _) => left,
        (BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd, _, ConstantDenotation { Value: false }) => right,
        (BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr, ConstantDenotation { Value: bool a }, ConstantDenotation { Value: bool b }) => ConstantDenotation.Of(a || b),
        (BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr, ConstantDenotation { Value: true }, _) => left,
        (BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr, _, ConstantDenotation { Value: true }) => right,
        (BinaryOperatorKind.ExclusiveOr, ConstantDenotation { Value: bool a }, ConstantDenotation { Value: bool b }) => ConstantDenotation.Of(a ^ b),
        (_, ConstantDenotation { Value: string a }, ConstantDenotation { Value: string b }) when kind == BinaryOperatorKind.Add => new ConstantDenotation(a + b),
        (_, ConstantDenotation a, ConstantDenotation b) when Number(a.Value) is { } x && Number(b.Value) is { } y => Arithmetic(kind, x, y, a.Value is int && b.Value is int),
        _ => null,
    };

    /// <summary>Whether two values are equal; null where that is not known.</summary>
    public static bool? Equal(Denotation? left, Denotation? right) => (left, right) switch
    {
        (ConstantDenotation a, ConstantDenotation b) when Number(a.Value) is { } x && Number(b.Value) is { } y => x == y,
        (ConstantDenotation a, ConstantDenotation b) => Equals(a.Value, b.Value),
        (ConstantDenotation { Value: null }, LayerDenotation or VariableDenotation or ModelDenotation or SequenceDenotation or ObjectDenotation) => false,
        (LayerDenotation or VariableDenotation or ModelDenotation or SequenceDenotation or ObjectDenotation, ConstantDenotation { Value: null }) => false,
        (LayerDenotation a, LayerDenotation b) when a.Of.Instance is not null && Equals(a.Of.Instance, b.Of.Instance) => ReferenceEquals(a.Layer, b.Layer),
        (VariableDenotation a, VariableDenotation b) when a.Of.Instance is not null && Equals(a.Of.Instance, b.Of.Instance) => ReferenceEquals(a.Variable, b.Variable),
        _ => null,
    };

    public static Denotation? Unary(UnaryOperatorKind kind, Denotation? operand) => (kind, operand) switch
    {
        (UnaryOperatorKind.Not, ConstantDenotation { Value: bool value }) => ConstantDenotation.Of(!value),
        (UnaryOperatorKind.Minus, ConstantDenotation { Value: int value }) => new ConstantDenotation(unchecked(-value)),
        _ => null,
    };

    /// <summary>A function of <see cref="string"/> that says something of a text. Whatever its comparison, it is taken as ordinal, but for case.</summary>
    public static Denotation? Text(string function, string text, Denotation? argument, bool ignoreCase)
    {
        var comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        if (argument is ConstantDenotation { Value: char letter })
        {
            argument = new ConstantDenotation(letter.ToString());
        }

        return (function, argument.ConstantOf<string>()) switch
        {
            (nameof(string.StartsWith), { } part) => ConstantDenotation.Of(text.StartsWith(part, comparison)),
            (nameof(string.EndsWith), { } part) => ConstantDenotation.Of(text.EndsWith(part, comparison)),
            (nameof(string.Contains), { } part) => ConstantDenotation.Of(text.IndexOf(part, comparison) >= 0),
            (nameof(string.Equals), { } part) => ConstantDenotation.Of(string.Equals(text, part, comparison)),
            (nameof(string.Trim), null) when argument is null => new ConstantDenotation(text.Trim()),
            (nameof(string.ToLowerInvariant) or nameof(string.ToLower), null) when argument is null => new ConstantDenotation(text.ToLowerInvariant()),
            (nameof(string.ToUpperInvariant) or nameof(string.ToUpper), null) when argument is null => new ConstantDenotation(text.ToUpperInvariant()),
            (nameof(string.TrimEnd), { Length: 1 } part) => new ConstantDenotation(text.TrimEnd(part[0])),
            _ => null,
        };
    }

    public static double? Number(object? value) => value switch
    {
        int number => number,
        long number => number,
        double number => number,
        float number => number,
        byte number => number,
        short number => number,
        uint number => number,
        decimal number => (double)number,
        _ => null,
    };

    private static ConstantDenotation? Arithmetic(BinaryOperatorKind kind, double x, double y, bool integers) => kind switch
    {
        BinaryOperatorKind.LessThan => ConstantDenotation.Of(x < y),
        BinaryOperatorKind.LessThanOrEqual => ConstantDenotation.Of(x <= y),
        BinaryOperatorKind.GreaterThan => ConstantDenotation.Of(x > y),
        BinaryOperatorKind.GreaterThanOrEqual => ConstantDenotation.Of(x >= y),
        BinaryOperatorKind.Add when integers => Int32(x + y),
        BinaryOperatorKind.Subtract when integers => Int32(x - y),
        BinaryOperatorKind.Multiply when integers => Int32(x * y),
        BinaryOperatorKind.Divide when integers && y != 0 => Int32(Math.Truncate(x / y)),
        BinaryOperatorKind.Remainder when integers && y != 0 => Int32(x % y),
        BinaryOperatorKind.Multiply => new ConstantDenotation(x * y),
        BinaryOperatorKind.Divide when y != 0 => new ConstantDenotation(x / y),
        BinaryOperatorKind.Add => new ConstantDenotation(x + y),
        BinaryOperatorKind.Subtract => new ConstantDenotation(x - y),
        _ => null,
    };

    private static ConstantDenotation? Int32(double value) => value is >= int.MinValue and <= int.MaxValue ? new ConstantDenotation((int)value) : null;
}
