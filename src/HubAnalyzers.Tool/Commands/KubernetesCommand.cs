using System.CommandLine;
using System.Linq;
using HubAnalyzers.Tool.Scaling;

namespace HubAnalyzers.Tool.Commands;

/// <summary><c>kubernetes --name NAME --image IMAGE --shards N --claim CLAIM [-o FILE] -- features|sweep …</c></summary>
internal static class KubernetesCommand
{
    public static Command Create(ToolConsole console)
    {
        var name = new Option<string>("--name") { Description = "The Job's name.", Required = true };
        var space = new Option<string?>("--namespace") { Description = "The Job's namespace; left out where not given." };
        var image = new Option<string>("--image") { Description = "A container image that has dotnet-hub on its path.", Required = true };
        var shards = NumberOption.Count("--shards", "Shards, each a pod.", 2);
        var parallelism = NumberOption.Count("--parallelism", "Pods at once; all where not given.");
        var claim = new Option<string>("--claim") { Description = "The PersistentVolumeClaim that model, images and results are on.", Required = true };
        var mount = new Option<string>("--mount") { Description = "Where it is mounted.", HelpName = "path", DefaultValueFactory = static _ => "/work" };
        var cpu = new Option<string>("--cpu") { Description = "Processors of a pod.", HelpName = "amount", DefaultValueFactory = static _ => "2" };
        var memory = new Option<string>("--memory") { Description = "Memory of a pod.", HelpName = "amount", DefaultValueFactory = static _ => "4Gi" };
        var gpus = NumberOption.Count("--gpus", "NVIDIA GPUs of a pod.", 0, least: 0);
        var retries = NumberOption.Count("--retries", "How often a shard that failed is tried again.", 2, least: 0);
        var file = new Option<string?>("--output", "-o") { Description = "The file; standard output where not given.", HelpName = "file" };
        var arguments = new Argument<string[]>("command") { Description = "After --: features or sweep with its options, without --shard.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("kubernetes", "Writes the manifest of an indexed Job that runs the shards of a command.")
        {
            name, space, image, shards, parallelism, claim, mount, cpu, memory, gpus, retries, file, arguments,
        };
        command.SetAction(result =>
        {
            var own = result.GetValue(arguments)!;
            RequireShardable(own, console);
            var count = result.GetValue(shards);
            return JobRun.Run(
                new JobRequest
                {
                    Name = result.GetValue(name)!,
                    Namespace = result.GetValue(space),
                    Image = result.GetValue(image)!,
                    Shards = count,
                    Parallelism = result.GetValue(parallelism) ?? count,
                    Claim = result.GetValue(claim)!,
                    Mount = result.GetValue(mount)!,
                    Cpu = result.GetValue(cpu)!,
                    Memory = result.GetValue(memory)!,
                    Gpus = result.GetValue(gpus),
                    Retries = result.GetValue(retries),
                    Arguments = own,
                },
                result.GetValue(file),
                console);
        });
        return command;
    }

    /// <summary>What would fail in every pod is told here.</summary>
    private static void RequireShardable(string[] arguments, ToolConsole console)
    {
        if (arguments[0] is not (FeaturesRun.Work or SweepRun.Work) || arguments is [_, "merge", ..])
        {
            throw new WrongUsageException($"'{arguments[0]}' has no shards; give 'features' or 'sweep' with its options after --.");
        }

        if (arguments.Any(static a => a == ShardOption.Name || a.StartsWith(ShardOption.Name + "=", System.StringComparison.Ordinal)))
        {
            throw new WrongUsageException("The manifest gives each pod its --shard; leave it out.");
        }

        var parsed = CommandLine.Parse(arguments, console);
        if (parsed.Errors.Count > 0)
        {
            throw new WrongUsageException($"'{arguments[0]}' would not run: {string.Join(' ', parsed.Errors.Select(static e => e.Message))}");
        }
    }
}
