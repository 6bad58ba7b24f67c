using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Scaling;

/// <summary>Writes the manifest of an indexed Job.</summary>
internal static class JobRun
{
    public static int Run(JobRequest job, string? file, ToolConsole console)
    {
        var yaml = YamlText.Of(IndexedJob.Of(job));
        if (file is null)
        {
            console.Output.Write(yaml);
        }
        else
        {
            AtomicFile.Write(file, yaml);
        }

        return ExitCodes.Done;
    }
}
