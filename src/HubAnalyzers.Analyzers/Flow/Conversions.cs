using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>Conversions, which for most questions change nothing.</summary>
internal static class Conversions
{
    /// <summary>What is converted, however often.</summary>
    public static IOperation Unconverted(this IOperation operation)
    {
        while (operation is IConversionOperation or IParenthesizedOperation)
        {
            operation = operation is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)operation).Operand;
        }

        return operation;
    }
}
