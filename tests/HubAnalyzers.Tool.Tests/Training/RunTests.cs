using System;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Tool.Tests.Training;

/// <summary>Drawn images of two classes, and where a run of them goes.</summary>
public abstract class RunTests : IDisposable
{
    private protected RunTests()
    {
        Images = ShapeImages.Write(Folder);
        Run = Folder.File("run");
    }

    private protected TempFolder Folder { get; } = new();

    private protected string Images { get; }

    private protected string Run { get; }

    public void Dispose() => Folder.Dispose();
}
