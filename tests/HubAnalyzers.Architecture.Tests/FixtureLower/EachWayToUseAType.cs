using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HubAnalyzers.Architecture.Tests.FixtureUpper;

namespace HubAnalyzers.Architecture.Tests.FixtureLower;

// Each of these uses something of FixtureUpper in one way; the tests forbid it and must find all.
internal sealed class ByBase : Upper;

internal sealed class ByInterface : IUpper;

internal interface IByMember
{
    Upper Make();
}

internal sealed class ByField
{
    public Upper? Value { get; set; }
}

internal sealed class ByArrayOfGeneric
{
    public List<Upper[]>? Value { get; set; }
}

[Upper]
internal sealed class ByAttribute;

internal sealed class ByConstraint<T>
    where T : IUpper;

internal static class ByCall
{
    public static void Run() => Upper.Do();
}

internal static class ByTypeOf
{
    public static Type Run() => typeof(IUpper);
}

internal static class ByPattern
{
    public static bool Run(object value) => value is Upper;
}

internal static class ByCatch
{
    public static void Run(Action action)
    {
        try
        {
            action();
        }
        catch (Upper)
        {
        }
    }
}

internal static class ByLambda
{
    public static IEnumerable<object> Run(IEnumerable<object> values) => values.Where(static v => v.GetHashCode() > 0).Select(static v => v as Upper ?? v);
}

internal static class ByGenericMethod
{
    public static IEnumerable<object> Run(IEnumerable<object> values) => values.OfType<IUpper>();
}

internal static class ByAsyncBody
{
    public static async Task Run()
    {
        await Task.Yield();
        Upper.Do();
    }
}

internal static class ByEnumParameter
{
    public static int Run(UpperKind kind) => (int)kind;
}

internal static class ByNothing;
