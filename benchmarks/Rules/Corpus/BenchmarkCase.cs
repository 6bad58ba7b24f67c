using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace HubAnalyzers.Benchmarks.Rules;

/// <summary>A labelled program. The header says what it needs, comments on its lines say what must be found there.</summary>
/// <remarks>
/// <code>
/// // A sentence that says what the case is about.
/// // uses: runtime | facts | tensorflow.net | losttech | none      (runtime where the line is absent)
/// // manifests: mobilenet_v2, resnet_50                            (all of Manifests/*.hubmodel.json where absent)
/// // editorconfig: hub_batch_norm_policy = affine                  (any number)
/// // property: HubModelNamespace = Models                          (any number)
/// // expect: none                                                  (a program in which nothing is wrong)
/// // expect-in: broken.hubmodel.json:3 HUB0090                     (a finding in a manifest)
/// // file: Second.cs                                               (what follows is another file)
/// model.Trainable = true; // expect: HUB0001
/// </code>
/// </remarks>
public sealed partial class BenchmarkCase
{
    private BenchmarkCase(string name) => Name = name;

    /// <summary>Folder and file, as <c>HUB0001/field.cs</c>.</summary>
    public string Name { get; }

    /// <summary>The folder: the rule that the case is about, or the set of programs.</summary>
    public string Group => Name.Split('/')[0];

    /// <summary>The first line.</summary>
    public string Title { get; private set; } = "";

    /// <summary>What it references.</summary>
    public Library Library { get; private set; }

    /// <summary>The names of its manifests; null for the standard set.</summary>
    public IReadOnlyList<string>? Manifests { get; private set; }

    /// <summary>Options of .editorconfig.</summary>
    public Dictionary<string, string> EditorConfig { get; } = new(StringComparer.Ordinal);

    /// <summary>Properties of the build.</summary>
    public Dictionary<string, string> Properties { get; } = new(StringComparer.Ordinal) { ["RootNamespace"] = "App" };

    /// <summary>The source files by name.</summary>
    public List<(string Name, string Text)> Files { get; } = [];

    /// <summary>What must be found.</summary>
    public List<Expectation> Expected { get; } = [];

    /// <summary>Reads a case. One that says neither what it expects nor that it expects nothing is refused.</summary>
    /// <exception cref="FormatException">The header or a marker is not understood; the message names the file.</exception>
    public static BenchmarkCase Read(string folder, string path)
    {
        var result = new BenchmarkCase(Path.GetRelativePath(folder, path).Replace('\\', '/'));
        try
        {
            result.Parse(File.ReadAllText(path, Encoding.UTF8));
        }
        catch (FormatException error)
        {
            throw new FormatException($"{path}: {error.Message}", error);
        }

        return result;
    }

    [GeneratedRegex("""^//\s*(?<key>uses|manifests|editorconfig|property|expect|expect-in|file):\s*(?<value>.*?)\s*$""")]
    private static partial Regex HeaderLine();

    [GeneratedRegex("""//\s*expect:\s*(?<ids>HUB\d{4}(\s+HUB\d{4})*)\s*$""")]
    private static partial Regex Marker();

    private void Parse(string text)
    {
        var lines = text.Split('\n').Select(static l => l.TrimEnd('\r')).ToList();
        Title = lines[0].StartsWith("// ", StringComparison.Ordinal) ? lines[0][3..] : throw new FormatException("The first line must be a comment that says what the case is about.");
        var nothing = false;
        var file = (Name: "Program.cs", Lines: new List<string>());
        foreach (var line in lines)
        {
            // The header stays in the first file: its lines count.
            if (HeaderLine().Match(line) is { Success: true } header)
            {
                var value = header.Groups["value"].Value;
                switch (header.Groups["key"].Value)
                {
                    case "uses":
                        Library = Libraries.Parse(value);
                        break;
                    case "manifests":
                        Manifests = value == "none" ? [] : value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                        break;
                    case "editorconfig":
                        Add(EditorConfig, value);
                        break;
                    case "property":
                        Add(Properties, value);
                        break;
                    case "expect-in":
                        Expected.Add(InManifest(value));
                        break;
                    case "file":
                        Close(file);
                        file = (value, []);
                        continue;
                    default:
                        nothing = value == "none" ? true : throw new FormatException($"'{line}': a line of its own can only expect none.");
                        break;
                }
            }

            file.Lines.Add(line);
        }

        Close(file);
        if (nothing == (Expected.Count > 0))
        {
            throw new FormatException(nothing ? "It expects none and yet something." : "It says neither what it expects nor that it expects none.");
        }
    }

    private void Close((string Name, List<string> Lines) file)
    {
        for (var i = 0; i < file.Lines.Count; i++)
        {
            if (Marker().Match(file.Lines[i]) is { Success: true } marker)
            {
                foreach (var id in marker.Groups["ids"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    Expected.Add(new Expectation(id, file.Name, i + 1));
                }
            }
            else if (file.Lines[i].Contains("expect: HUB", StringComparison.Ordinal))
            {
                throw new FormatException($"Line {i + 1}: the marker is not understood.");
            }
        }

        if (file.Lines.Exists(static l => l.Trim().Length > 0))
        {
            Files.Add((file.Name, string.Join('\n', file.Lines)));
        }
    }

    private static Expectation InManifest(string value)
    {
        var parts = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 2)
        {
            throw new FormatException($"'{value}': a file, with a line after a colon where it is known, and a rule.");
        }

        var colon = parts[0].LastIndexOf(':');
        return colon < 0
            ? new Expectation(parts[1], parts[0], 0)
            : new Expectation(parts[1], parts[0][..colon], int.Parse(parts[0][(colon + 1)..], CultureInfo.InvariantCulture));
    }

    private static void Add(Dictionary<string, string> options, string value)
    {
        var equals = value.IndexOf('=');
        options[value[..equals].Trim()] = value[(equals + 1)..].Trim();
    }
}
