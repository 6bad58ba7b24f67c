using System.CommandLine;

namespace HubAnalyzers.Tool.Commands;

/// <summary><c>--shard i/n</c> and the folder that all shards write into.</summary>
internal static class ShardOption
{
    public const string Name = "--shard";

    public static Option<string?> Create() => new(Name) { Description = "Only part i of n, such as 2/3; job/n takes i from a Kubernetes indexed Job.", HelpName = "i/n" };

    public static Option<string> Folder() => new("--output", "-o") { Description = "The folder that all shards write into.", HelpName = "folder", Required = true };

    public static Argument<string> Merged() => new("folder") { Description = "The folder that all shards wrote into." };
}
