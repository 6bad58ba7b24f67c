using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.Docs.Tests;

internal static class Problems
{
    /// <summary>Fails with all of them in full.</summary>
    public static void None(IEnumerable<string> problems)
    {
        var found = problems.ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
