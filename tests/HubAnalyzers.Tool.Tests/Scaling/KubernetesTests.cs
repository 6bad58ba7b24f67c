using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using HubAnalyzers.Testing;
using Json.Schema;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace HubAnalyzers.Tool.Tests.Scaling;

/// <summary>The manifests are what Kubernetes takes, by a strict schema of the fields that they may have, and say what was asked for.</summary>
public sealed class KubernetesTests
{
    private static readonly string[] _features = ["features", "--model", "/work/model", "--data", "/work/images", "-o", "/work/features"];
    private static readonly JsonSchema _schema = JsonSchema.FromText(File.ReadAllText(Repository.PathOf("tests", "HubAnalyzers.Tool.Tests", "Scaling", "indexed-job.schema.json")));

    [Fact]
    public void An_indexed_job_runs_each_shard_in_a_pod_of_its_own()
    {
        var job = Manifest(["--name", "flowers", "--image", "registry.example/hub:1", "--shards", "8", "--parallelism", "4", "--claim", "data", "--gpus", "1"], _features);
        var spec = job["spec"]!;
        Assert.Equal(
            ("flowers", 8, 4, "Indexed", 2),
            ((string)job["metadata"]!["name"]!, (int)spec["completions"]!, (int)spec["parallelism"]!, (string)spec["completionMode"]!, (int)spec["backoffLimitPerIndex"]!));
        var pod = spec["template"]!["spec"]!;
        Assert.Equal("Never", (string)pod["restartPolicy"]!);
        var container = Assert.Single(pod["containers"]!.AsArray())!;
        Assert.Equal([.. _features, "--shard", "job/8"], container["args"]!.AsArray().Select(static a => (string)a!));
        Assert.Equal("1", (string)container["resources"]!["limits"]!["nvidia.com/gpu"]!);
        Assert.Equal("/work", (string)container["volumeMounts"]![0]!["mountPath"]!);
        Assert.Equal("data", (string)pod["volumes"]![0]!["persistentVolumeClaim"]!["claimName"]!);
    }

    [Theory]
    [InlineData("/work/a b: #c")]
    [InlineData("/work/\"quoted\"\\and 'so'")]
    [InlineData("/work/line\nimage: other")]
    [InlineData("/work/ünïcode 😀\u2028\u0085\u0007")]
    [InlineData("yes")]
    [InlineData("1e3")]
    [InlineData("~")]
    [InlineData("- {a: b}")]
    public void Whatever_is_in_a_path_it_stays_one_argument(string path)
    {
        var job = Manifest(["--name", "x", "--image", "i", "--claim", "c"], ["features", "--model", path, "--data", path, "-o", path]);
        Assert.Equal(["features", "--model", path, "--data", path, "-o", path, "--shard", "job/2"], job["spec"]!["template"]!["spec"]!["containers"]![0]!["args"]!.AsArray().Select(static a => (string)a!));
    }

    [Fact]
    public void A_variable_in_a_path_is_not_replaced_by_kubernetes()
    {
        var job = Manifest(["--name", "x", "--image", "i", "--claim", "c"], ["features", "--model", "/work/$(HOME)", "--data", "d", "-o", "o"]);
        Assert.Equal("/work/$$(HOME)", (string)job["spec"]!["template"]!["spec"]!["containers"]![0]!["args"]![2]!);
    }

    [Theory]
    [InlineData("--name", "Upper")]
    [InlineData("--name", "a\nb")]
    [InlineData("--name", "a-very-long-name-of-a-job-that-leaves-no-room-for-the-index-of-its-pods")]
    [InlineData("--namespace", "a_b")]
    [InlineData("--claim", "-a")]
    [InlineData("--image", "a b")]
    [InlineData("--mount", "work")]
    [InlineData("--cpu", "two")]
    [InlineData("--memory", "4 GB")]
    [InlineData("--parallelism", "3")]
    public void What_kubernetes_would_refuse_is_wrong_usage_that_names_the_option(string option, string value)
    {
        var options = new Dictionary<string, string> { ["--name"] = "x", ["--image"] = "i", ["--claim"] = "c", [option] = value };
        var line = ToolRun.Of(["kubernetes", .. options.SelectMany(static o => new[] { o.Key, o.Value }), "--", .. _features]).Failed(ExitCodes.WrongUsage);
        Assert.Contains(option, line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train", "--model", "m", "--data", "d")]
    [InlineData("features", "merge", "d")]
    [InlineData("features", "--model", "m", "--data", "d")]
    [InlineData("features", "--model", "m", "--data", "d", "-o", "o", "--shard", "1/2")]
    [InlineData("sweep", "--model", "m", "--data", "d", "-o", "o")]
    public void What_would_fail_in_every_pod_is_told_before(params string[] command) =>
        ToolRun.Of(["kubernetes", "--name", "x", "--image", "i", "--claim", "c", "--", .. command]).Failed(ExitCodes.WrongUsage);

    [Theory]
    [InlineData("completions", "\"3\"")]
    [InlineData("completionMode", "\"indexed\"")]
    [InlineData("noSuchField", "1")]
    public void The_schema_refuses_a_field_that_kubernetes_does_not_take(string field, string value)
    {
        var job = Manifest(["--name", "x", "--image", "i", "--claim", "c"], _features);
        job["spec"]![field] = JsonNode.Parse(value);
        Assert.False(IsValid(job));
    }

    private static JsonObject Manifest(string[] options, string[] command)
    {
        var yaml = ToolRun.Of(["kubernetes", .. options, "--", .. command]).Done();
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var job = (JsonObject)Json(Assert.Single(stream.Documents).RootNode)!;
        Assert.True(IsValid(job), yaml);
        return job;
    }

    private static bool IsValid(JsonObject job) => _schema.Evaluate(JsonSerializer.SerializeToElement(job)).IsValid;

    /// <summary>A plain scalar is a number or a flag, a quoted one is text: as YAML's core schema has it.</summary>
    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(static c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, Json(c.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => JsonNode.Parse(plain.Value!),
        YamlScalarNode text => JsonValue.Create(text.Value),
        _ => throw new InvalidOperationException(),
    };
}
