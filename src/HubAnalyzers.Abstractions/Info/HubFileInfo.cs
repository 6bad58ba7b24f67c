namespace HubAnalyzers;

/// <summary>A file that a model's digest covers.</summary>
public sealed class HubFileInfo
{
    /// <summary>Creates the information.</summary>
    public HubFileInfo(string path, long size, string sha256)
    {
        Path = path;
        Size = size;
        Sha256 = sha256;
    }

    /// <summary>The path below the model's folder, with forward slashes.</summary>
    public string Path { get; }

    /// <summary>The size in bytes.</summary>
    public long Size { get; }

    /// <summary>The SHA-256 of the content, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }
}
