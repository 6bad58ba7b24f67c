using System;

namespace HubAnalyzers.Architecture.Tests.FixtureUpper;

internal class Upper : Exception
{
    public static void Do()
    {
    }
}

internal interface IUpper;

internal sealed class UpperAttribute : Attribute;

internal enum UpperKind
{
    One,
    Two,
}
