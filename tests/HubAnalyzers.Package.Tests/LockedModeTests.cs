using System;
using System.IO;

namespace HubAnalyzers.Package.Tests;

/// <summary>Manifests against the bytes on the machine, in a build with the package.</summary>
[Collection(nameof(Consumers))]
public sealed class LockedModeTests(Consumers consumers)
{
    private const string Weights = "variables/variables.data-00000-of-00001";

    [Theory]
    [InlineData("LockedSame")]
    [InlineData("LockedAbsent")]
    public void A_model_with_the_manifests_bytes_and_one_that_is_not_there_go_without_a_message(string project)
    {
        Assert.Empty(consumers.MessagesOf(project));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(consumers.PathOf(project), "bin"), project + ".dll", SearchOption.AllDirectories));
    }

    [Fact]
    public void One_changed_byte_ends_the_build_at_the_manifests_digest()
    {
        var digest = Array.FindIndex(File.ReadAllLines(Path.Combine(consumers.PathOf("LockedChanged"), "shapes_mobilenet.hubmodel.json")), static l => l.Contains("\"digest\"")) + 1;
        var message = Assert.Single(consumers.MessagesOf("LockedChanged"));
        Assert.Matches($@"^shapes_mobilenet\.hubmodel\.json\({digest},\d+\): error HUB0091: The manifest of 'shapes_mobilenet' differs from the model in .*shapes_mobilenet: {Weights} has other content; write it again with 'dotnet hub add'$", Unattributed(message));
        Assert.False(Directory.Exists(Path.Combine(consumers.PathOf("LockedChanged"), "bin")) && Directory.GetFiles(Path.Combine(consumers.PathOf("LockedChanged"), "bin"), "*.dll", SearchOption.AllDirectories).Length > 0);
    }

    [Fact]
    public void Outside_locked_mode_it_is_a_warning() => Assert.Contains(": warning HUB0091: ", Assert.Single(consumers.MessagesOf("Unlocked")));

    [Fact]
    public void A_locked_mode_that_does_not_exist_is_an_error_that_names_those_that_do() =>
        Assert.Contains("HUBBUILD04: HubLockedMode is 'always'; it must be 'true' or 'false'.", Assert.Single(consumers.MessagesOf("LockedMisspelled")));

    [Fact]
    public void Another_build_hashes_nothing_for_either_framework()
    {
        var log = consumers.LogOfAnotherBuild("LockedSame");
        Assert.Equal(2, log.Split("nothing was hashed").Length - 1);
        Assert.DoesNotContain(": hashed ", log, StringComparison.Ordinal);
    }

    [Fact]
    public void The_editors_builds_compare_nothing()
    {
        var log = consumers.LogOfAnotherBuild("LockedChanged", "-t:Compile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true", "-p:TargetFramework=net10.0");
        Assert.DoesNotContain("HUB0091", log, StringComparison.Ordinal);
        Assert.Contains("CoreCompile", log, StringComparison.Ordinal);
    }

    private static string Unattributed(string message) => message.EndsWith(']') ? message[..message.LastIndexOf(" [", StringComparison.Ordinal)] : message;
}
