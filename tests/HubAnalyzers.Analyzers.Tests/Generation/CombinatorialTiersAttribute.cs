using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using HubAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Sdk;

namespace HubAnalyzers.Analyzers.Tests.Generation;

/// <summary>Both tiers, the oldest and the newest language, with and without nullable reference types.</summary>
public sealed class CombinatorialTiersAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        from references in new[] { HubReferences.Facts, HubReferences.Runtime }
        from version in new[] { LanguageVersion.CSharp9, LanguageVersion.Latest }
        from nullable in new[] { NullableContextOptions.Enable, NullableContextOptions.Disable }
        select new object[] { references, version, nullable };
}
