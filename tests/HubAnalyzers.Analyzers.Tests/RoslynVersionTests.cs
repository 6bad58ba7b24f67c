using System;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace HubAnalyzers.Testing;

/// <summary>A leg of the tests that ran in another compiler than it names would prove nothing.</summary>
public sealed class RoslynVersionTests
{
    [Theory]
    [InlineData(typeof(Compilation))]
    [InlineData(typeof(CSharpCompilation))]
    [InlineData(typeof(Workspace))]
    public void The_tests_run_in_the_compiler_that_the_build_chose(Type type)
    {
        var chosen = typeof(RoslynVersionTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "RoslynTestVersion").Value;
        Assert.Equal(chosen, type.Assembly.GetName().Version!.ToString(3));
    }
}
