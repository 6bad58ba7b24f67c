using System;
using System.IO;
using System.Runtime.CompilerServices;

namespace HubAnalyzers.Testing;

/// <summary>
/// Compares text with <c>Class.Method.verified.txt</c> beside the test. On a difference the text is written to
/// <c>….received.txt</c>; <c>ACCEPT_SNAPSHOTS=1</c> accepts it. Verify's convention, without Verify, which does not restore here.
/// </summary>
internal static class Snapshot
{
    public static void Match(string received, string? suffix = null, [CallerFilePath] string file = "", [CallerMemberName] string member = "")
    {
        var name = $"{Path.GetFileNameWithoutExtension(file)}.{member}{(suffix is null ? "" : "." + suffix)}";
        var verifiedPath = Path.Combine(Path.GetDirectoryName(file)!, name + ".verified.txt");
        var receivedPath = Path.Combine(Path.GetDirectoryName(file)!, name + ".received.txt");
        var text = received.ReplaceLineEndings("\n");

        if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1")
        {
            File.WriteAllText(verifiedPath, text);
            return;
        }

        var verified = File.Exists(verifiedPath) ? File.ReadAllText(verifiedPath).ReplaceLineEndings("\n") : "";
        if (verified == text)
        {
            File.Delete(receivedPath);
            return;
        }

        File.WriteAllText(receivedPath, text);
        Assert.Fail($"{name} differs from its snapshot; compare {receivedPath} with {verifiedPath}, or set ACCEPT_SNAPSHOTS=1.{Environment.NewLine}{Environment.NewLine}{text}");
    }
}
