using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HubAnalyzers.SavedModel.Files;
using HubAnalyzers.Testing;

namespace HubAnalyzers.SavedModel.Tests.Files;

/// <summary>A file is replaced as a whole; what is no file is not replaced.</summary>
public sealed class WholeFileTests : IDisposable
{
    private static readonly TimeSpan _longEnough = TimeSpan.FromSeconds(20);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_cannot_be_made_leaves_the_old_one_and_nothing_else()
    {
        File.WriteAllText(_folder.File("file"), "old");

        Assert.Throws<InvalidOperationException>(() => WholeFile.Write(_folder.File("file"), static stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));

        Assert.Equal("old", File.ReadAllText(_folder.File("file")));
        AssertHolds("file");
    }

    [SkippableTheory]
    [InlineData("disk/file")]
    [InlineData("again")]
    [InlineData("disk/not yet there")]
    public void A_link_stays_and_what_it_leads_to_is_written(string target)
    {
        Skip.If(OperatingSystem.IsWindows(), "links need a privilege there");
        Directory.CreateDirectory(_folder.File("disk"));
        File.WriteAllText(_folder.File("disk/file"), "old");
        File.CreateSymbolicLink(_folder.File("again"), _folder.File("disk/file"));
        File.CreateSymbolicLink(_folder.File("link"), target);

        WholeFile.Write(_folder.File("link"), "new"u8);

        Assert.Equal(target, new FileInfo(_folder.File("link")).LinkTarget);
        Assert.Equal("new", File.ReadAllText(_folder.File(target)));
        AssertHolds("again", "disk", "link");
        Assert.DoesNotContain(Directory.GetFiles(_folder.File("disk")), static f => f.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [SkippableFact]
    public void Links_in_a_circle_are_told()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need a privilege there");
        File.CreateSymbolicLink(_folder.File("a"), "b");
        File.CreateSymbolicLink(_folder.File("b"), "a");

        Assert.Equal($"'{_folder.File("a")}': its links go in a circle", Assert.Throws<IOException>(() => WholeFile.Write(_folder.File("a"), "new"u8)).Message);
    }

    [SkippableTheory]
    [InlineData("pipe")]
    [InlineData("link")]
    public async Task A_pipe_stays_one_and_who_reads_it_gets_the_content(string name)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "only there it can be told");
        MakePipe(_folder.File("pipe"));
        File.CreateSymbolicLink(_folder.File("link"), "pipe");
        var read = Task.Run(() => File.ReadAllText(_folder.File("pipe")));

        WholeFile.Write(_folder.File(name), static stream =>
        {
            // What seeks while it writes can be sent through a pipe as well.
            stream.Write("nnew"u8);
            stream.Position = 0;
            stream.WriteByte((byte)'a');
        });

        Assert.Equal("anew", await read.WaitAsync(_longEnough));
        Assert.True(FileKinds.IsStream(_folder.File("pipe")));
        AssertHolds("link", "pipe");
    }

    [SkippableFact]
    public async Task A_pipe_gets_nothing_of_what_cannot_be_made()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "only there it can be told");
        MakePipe(_folder.File("pipe"));
        var read = Task.Run(() => File.ReadAllText(_folder.File("pipe")));

        Assert.Throws<InvalidOperationException>(() => WholeFile.Write(_folder.File("pipe"), static stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));

        WholeFile.Write(_folder.File("pipe"), "whole"u8);
        Assert.Equal("whole", await read.WaitAsync(_longEnough));
    }

    private void AssertHolds(params string[] names) => Assert.Equal(names, Directory.GetFileSystemEntries(_folder.Path).Select(static e => Path.GetFileName(e)).Order(StringComparer.Ordinal));

    private static void MakePipe(string path)
    {
        using var process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
