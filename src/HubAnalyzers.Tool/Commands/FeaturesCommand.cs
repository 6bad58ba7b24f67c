using System.CommandLine;
using System.Linq;
using HubAnalyzers.Tool.Scaling;

namespace HubAnalyzers.Tool.Commands;

/// <summary><c>features --model MODEL --data DIR [--shard i/n] -o DIR</c>, and <c>features merge DIR</c></summary>
internal static class FeaturesCommand
{
    public static Command Create(ToolConsole console)
    {
        var request = new RequestArguments();
        var shard = ShardOption.Create();
        var folder = ShardOption.Folder();
        var command = new Command("features", "Computes what a model's frozen part gives for images, whole or in shards.");
        new Option[] { shard, folder }.Concat(request.All).ToList().ForEach(command.Options.Add);
        command.Validators.Add(request.RequireModelAndData);
        command.SetAction(result => FeaturesRun.Compute(request.Read(result), Shard.Parse(result.GetValue(shard), console.Environment), result.GetValue(folder)!, console));

        var merged = ShardOption.Merged();
        var merge = new Command("merge", "Checks that all shards are there and whole, and joins them.") { merged };
        merge.SetAction(result => FeaturesRun.Merge(result.GetValue(merged)!, console));
        command.Subcommands.Add(merge);
        return command;
    }
}
