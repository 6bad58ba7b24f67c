using System;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HubAnalyzers.Tool.Scaling;

/// <summary>
/// A Kubernetes Job in completion mode Indexed: a pod for each shard, which reads its index from its environment. Pods share nothing but
/// a volume; one that fails is tried again alone.
/// </summary>
internal static partial class IndexedJob
{
    private const string VolumeName = "work";

    /// <summary>A pod is named after its Job, with its index and five letters; the host's name of it may have 63.</summary>
    private const int LongestName = 63 - 6 - 5;

    private const int LongestSubdomain = 253;

    /// <summary>The manifest.</summary>
    /// <exception cref="WrongUsageException">A name or an amount is none that Kubernetes takes.</exception>
    public static JsonObject Of(JobRequest job)
    {
        Check(job);
        var labels = new JsonObject { ["app.kubernetes.io/name"] = job.Name, ["app.kubernetes.io/managed-by"] = "dotnet-hub" };
        var metadata = new JsonObject { ["name"] = job.Name };
        if (job.Namespace is { } space)
        {
            metadata["namespace"] = space;
        }

        metadata["labels"] = labels;
        return new JsonObject
        {
            ["apiVersion"] = "batch/v1",
            ["kind"] = "Job",
            ["metadata"] = metadata,
            ["spec"] = new JsonObject
            {
                ["completions"] = job.Shards,
                ["parallelism"] = job.Parallelism,
                ["completionMode"] = "Indexed",
                ["backoffLimitPerIndex"] = job.Retries,
                ["template"] = new JsonObject
                {
                    ["metadata"] = new JsonObject { ["labels"] = labels.DeepClone() },
                    ["spec"] = Pod(job),
                },
            },
        };
    }

    private static JsonObject Pod(JobRequest job) => new()
    {
        ["restartPolicy"] = "Never",
        ["automountServiceAccountToken"] = false,
        ["containers"] = new JsonArray(new JsonObject
        {
            ["name"] = "hub",
            ["image"] = job.Image,
            ["command"] = new JsonArray("dotnet-hub"),
            ["args"] = new JsonArray([.. job.Arguments.Append("--shard").Append(string.Create(CultureInfo.InvariantCulture, $"{Shard.OfJob}/{job.Shards}")).Select(static a => (JsonNode)Literal(a))]),
            ["resources"] = new JsonObject { ["requests"] = Amounts(job), ["limits"] = Amounts(job) },
            ["volumeMounts"] = new JsonArray(new JsonObject { ["name"] = VolumeName, ["mountPath"] = job.Mount }),
        }),
        ["volumes"] = new JsonArray(new JsonObject
        {
            ["name"] = VolumeName,
            ["persistentVolumeClaim"] = new JsonObject { ["claimName"] = job.Claim },
        }),
    };

    private static JsonObject Amounts(JobRequest job)
    {
        var amounts = new JsonObject { ["cpu"] = job.Cpu, ["memory"] = job.Memory };
        if (job.Gpus > 0)
        {
            amounts["nvidia.com/gpu"] = job.Gpus.ToString(CultureInfo.InvariantCulture);
        }

        return amounts;
    }

    /// <summary>Kubernetes puts variables where an argument has $(NAME); a path that has it means it.</summary>
    private static string Literal(string argument) => argument.Replace("$(", "$$(", StringComparison.Ordinal);

    private static void Check(JobRequest job)
    {
        Require(Label().IsMatch(job.Name) && job.Name.Length <= LongestName, "--name", job.Name, $"at most {LongestName} of a-z, 0-9 and -, beginning and ending with a letter or digit");
        Require(job.Namespace is null || (Label().IsMatch(job.Namespace) && job.Namespace.Length <= 63), "--namespace", job.Namespace, "at most 63 of a-z, 0-9 and -");
        Require(job.Claim.Length <= LongestSubdomain && job.Claim.Split('.').All(static part => Label().IsMatch(part)), "--claim", job.Claim, "the name of a PersistentVolumeClaim: a-z, 0-9, - and .");
        Require(job.Image.Length > 0 && !job.Image.Any(static c => char.IsWhiteSpace(c) || char.IsControl(c)), "--image", job.Image, "the name of a container image");
        Require(job.Mount.StartsWith('/') && !job.Mount.Contains(':', StringComparison.Ordinal) && !job.Mount.Any(char.IsControl), "--mount", job.Mount, "an absolute path without ':'");
        Require(Quantity().IsMatch(job.Cpu), "--cpu", job.Cpu, "an amount such as 2 or 500m");
        Require(Quantity().IsMatch(job.Memory), "--memory", job.Memory, "an amount such as 4Gi");
        Require(job.Shards <= Shard.Most, "--shards", job.Shards.ToString(CultureInfo.InvariantCulture), $"at most {Shard.Most}");
        Require(job.Parallelism <= job.Shards, "--parallelism", job.Parallelism.ToString(CultureInfo.InvariantCulture), "at most as many as --shards");
    }

    private static void Require(bool holds, string option, string? value, string what)
    {
        if (!holds)
        {
            throw new WrongUsageException($"{option} '{value}' is not what Kubernetes takes: {what}.");
        }
    }

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(@"^[0-9]+(\.[0-9]+)?(m|k|M|G|T|Ki|Mi|Gi|Ti)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Quantity();
}
