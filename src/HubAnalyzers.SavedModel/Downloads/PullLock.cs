using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace HubAnalyzers.SavedModel.Downloads;

/// <summary>One process at a time pulls a model: the others wait, and then find it there. The lock dies with its process.</summary>
internal static class PullLock
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(200);

    public static async Task<FileStream> TakeAsync(string folder, TimeSpan patience, Action waiting, CancellationToken cancellation)
    {
        var path = folder + ".pull.lock";
        var until = DateTime.UtcNow + patience;
        var told = false;
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException))
            {
                if (DateTime.UtcNow >= until)
                {
                    throw new HubModelFormatException(path, "another process has been pulling this model for too long", "end that process, or try again later", e);
                }
            }

            if (!told)
            {
                told = true;
                waiting();
            }

            await Task.Delay(_interval, cancellation).ConfigureAwait(false);
        }
    }
}
