using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace HubAnalyzers.SavedModel.Downloads;

/// <summary>Fetches an archive into a file, and goes on where it was when a connection breaks.</summary>
internal sealed class ArchiveFetcher(ModelDownloadOptions options, IProgress<DownloadProgress>? progress)
{
    private const int BufferSize = 128 * 1024;

    public async Task FetchAsync(Uri address, PartialArchive archive, CancellationToken cancellation)
    {
        using var client = Client();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await AttemptAsync(client, address, archive, cancellation).ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TimeoutException && !IsOfThisMachine(e))
            {
                if (attempt >= options.Attempts)
                {
                    throw new HubModelFormatException(address.ToString(), string.Create(CultureInfo.InvariantCulture, $"it cannot be fetched ({attempt} {(attempt == 1 ? "attempt" : "attempts")}): {Innermost(e)}"), archive.Tag is null ? "check the connection and the proxy (HTTPS_PROXY, --proxy)" : "run the command again: it goes on where it stopped", e);
                }

                progress?.Report(new DownloadProgress(archive.Stream.Length, archive.Total, $"{Innermost(e)}; attempt {attempt + 1} of {options.Attempts}"));
                await Task.Delay(options.FirstPause * Math.Pow(2, attempt - 1), cancellation).ConfigureAwait(false);
            }
        }
    }

    private HttpClient Client()
    {
        // Redirects are followed, but never from https to http: that is the handler's own rule.
        var handler = new SocketsHttpHandler { ConnectTimeout = options.Silence, MaxAutomaticRedirections = 10, AutomaticDecompression = DecompressionMethods.None };
        if (options.Proxy is { } proxy)
        {
            handler.Proxy = new WebProxy(proxy);
        }

        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("dotnet-hub", typeof(ArchiveFetcher).Assembly.GetName().Version?.ToString(3) ?? "0"));
        return client;
    }

    private async Task AttemptAsync(HttpClient client, Uri address, PartialArchive archive, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (archive.Tag is { } tag && archive.Stream.Length > 0)
        {
            request.Headers.Range = new RangeHeaderValue(archive.Stream.Length, null);
            request.Headers.IfRange = new RangeConditionHeaderValue(EntityTagHeaderValue.Parse(tag));
        }

        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(options.Silence);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token).ConfigureAwait(false);
            Accept(response, address, archive);
            await CopyAsync(response, address, archive, silence).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"the server was silent for {options.Silence.TotalSeconds:0.#} s"));
        }
    }

    /// <summary>Decides whether the response goes on where the file ends, starts anew, or is of no use.</summary>
    private void Accept(HttpResponseMessage response, Uri address, PartialArchive archive)
    {
        var content = response.Content.Headers;
        if (response.StatusCode == HttpStatusCode.PartialContent)
        {
            // A server that sends another part than was asked for, or of another whole, would corrupt the file.
            if (content.ContentRange is not { } range || range.From != archive.Stream.Length || (archive.Total is { } total && range.Length is { } length && total != length))
            {
                archive.Restart(address.ToString(), null, null);
                throw new IOException("the server sent another part than was asked for");
            }

            archive.Stream.Position = archive.Stream.Length;
            return;
        }

        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            archive.Restart(address.ToString(), null, null);
            throw new IOException("the server has no more bytes than are here, and other ones");
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            var status = string.Create(CultureInfo.InvariantCulture, $"the server answers {(int)response.StatusCode} {response.ReasonPhrase}");
            if ((int)response.StatusCode >= 500 || response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout)
            {
                throw new HttpRequestException(status);
            }

            throw new HubModelFormatException(address.ToString(), status, response.StatusCode switch
            {
                HttpStatusCode.NotFound or HttpStatusCode.Gone => "check the handle; some assets of tfhub.dev were deleted",
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "accept the model's licence on its page and download it there, then give the archive's path",
                _ => "download the archive in a browser and give its path",
            });
        }

        RequireFits(content.ContentLength ?? 0, address);
        var tag = response.Headers.ETag is { IsWeak: false } strong ? strong.ToString() : null;
        archive.Restart(address.ToString(), tag, content.ContentLength);
    }

    private async Task CopyAsync(HttpResponseMessage response, Uri address, PartialArchive archive, CancellationTokenSource silence)
    {
        var stream = await response.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var buffer = new byte[BufferSize];
            while (true)
            {
                silence.CancelAfter(options.Silence);
                var read = await stream.ReadAsync(buffer, silence.Token).ConfigureAwait(false);
                if (read == 0)
                {
                    break;
                }

                RequireFits(archive.Stream.Length + read, address);
                await archive.Stream.WriteAsync(buffer.AsMemory(0, read), silence.Token).ConfigureAwait(false);
                progress?.Report(new DownloadProgress(archive.Stream.Length, archive.Total));
            }

            await archive.Stream.FlushAsync(silence.Token).ConfigureAwait(false);
        }

        if (archive.Total is { } total && archive.Stream.Length != total)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"the server sent {archive.Stream.Length} bytes of {total}"));
        }
    }

    private void RequireFits(long length, Uri address)
    {
        if (length > options.LargestArchive)
        {
            throw new HubModelFormatException(address.ToString(), string.Create(CultureInfo.InvariantCulture, $"the archive has more than {options.LargestArchive:N0} bytes"), "check the handle, or allow more with --max-size");
        }
    }

    /// <summary>A full disk is no reason to ask the server again.</summary>
    private static bool IsOfThisMachine(Exception e) => e is FileNotFoundException or DirectoryNotFoundException or PathTooLongException || (e is IOException && (e.HResult & 0xffff) is 28 or 112);

    private static string Innermost(Exception e)
    {
        while (e.InnerException is { } inner)
        {
            e = inner;
        }

        return e.Message.TrimEnd('.');
    }
}
