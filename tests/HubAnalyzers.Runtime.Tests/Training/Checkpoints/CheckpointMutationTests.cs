using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using HubAnalyzers.Runtime.Tests.Models;
using HubAnalyzers.Runtime.Training;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Runtime.Tests.Training.Checkpoints;

/// <summary>
/// Checkpoints that somebody changed and gave right sums, so that nothing but the readers themselves stands in the way: used, passed over
/// or refused in a sentence.
/// </summary>
public sealed class CheckpointMutationTests : IDisposable
{
    private const string Name = "checkpoint-000001";
    private readonly TempFolder _folder = new();

    public CheckpointMutationTests()
    {
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2, seed: 3);
        using var cancel = new CancellationTokenSource();
        var steps = 0;
        var progress = new TinyProblem.Callback(_ =>
        {
            if (++steps == 9)
            {
                cancel.Cancel();
            }
        });
        Assert.Throws<OperationCanceledException>(() => CheckpointedRun.Train(model, head, CheckpointedRun.Options(model, _folder.File("whole")), progress, cancel.Token));
        Directory.Move(Directory.EnumerateDirectories(_folder.File("whole")).Order(StringComparer.Ordinal).Last(), _folder.File("one"));
        Directory.Delete(_folder.File("whole"), recursive: true);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("state.json")]
    [InlineData("tensors.index")]
    [InlineData("tensors.data-00000-of-00001")]
    public void A_changed_file_is_read_or_refused(string file)
    {
        foreach (var seed in Fuzz.Seeds(100))
        {
            var run = Changed(file, seed);
            try
            {
                var (state, tensors) = new CheckpointFolder(run).Read(Name);
                using (tensors)
                {
                    Assert.NotNull(state.Run.Hashes);
                }
            }
            catch (InvalidDataException e)
            {
                Assert.DoesNotContain('\n', e.Message);
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}: {e}");
            }

            Directory.Delete(run, recursive: true);
        }
    }

    [Theory]
    [InlineData("state.json", 6)]
    [InlineData("tensors.index", 3)]
    [InlineData("tensors.data-00000-of-00001", 3)]
    public void A_run_that_meets_a_changed_checkpoint_goes_on_starts_anew_or_says_why_not(string file, int count)
    {
        foreach (var seed in Fuzz.Seeds(count))
        {
            var run = Changed(file, seed);
            using var model = CarriedModel.Load();
            using var head = new ClassificationHead(model, 2, seed: 3);
            try
            {
                CheckpointedRun.Train(model, head, CheckpointedRun.Options(model, run));
            }
            catch (Exception e) when (e is InvalidOperationException or IOException)
            {
                Assert.DoesNotContain('\n', e.Message);
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}: {e}");
            }

            Directory.Delete(run, recursive: true);
        }
    }

    private string Changed(string file, int seed)
    {
        var run = _folder.File($"{seed}");
        var checkpoint = Path.Combine(run, Name);
        Directory.CreateDirectory(checkpoint);
        foreach (var source in Directory.EnumerateFiles(_folder.File("one")))
        {
            File.Copy(source, Path.Combine(checkpoint, Path.GetFileName(source)));
        }

        var victim = Path.Combine(checkpoint, file);
        var bytes = File.ReadAllBytes(victim);
        File.WriteAllBytes(victim, file.EndsWith(".json", StringComparison.Ordinal) && seed % 4 != 0
            ? Encoding.UTF8.GetBytes(JsonMutation.Apply(Encoding.UTF8.GetString(bytes), new Random(seed)))
            : new Mutator(seed).Mutate(bytes));
        File.WriteAllText(Path.Combine(checkpoint, "SHA256SUMS"), string.Concat(Directory.EnumerateFiles(checkpoint).Select(static f => Path.GetFileName(f))
            .Where(static f => f != "SHA256SUMS").Order(StringComparer.Ordinal)
            .Select(f => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(checkpoint, f))))}  {f}\n")));
        return run;
    }
}
