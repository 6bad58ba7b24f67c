using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace HubAnalyzers.Tool.Tests.Downloads;

/// <summary>A server on this machine that answers each request as a test says, down to the byte at which it hangs up.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<Request, int, Reply> _answer;

    public LoopbackServer(Func<Request, int, Reply> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    /// <summary>The requests so far.</summary>
    public ConcurrentQueue<Request> Requests { get; } = new();

    public string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/mirror");

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = Task.Run(() => AnswerAsync(client));
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            var lines = new List<string>();
            while (await reader.ReadLineAsync() is { Length: > 0 } line)
            {
                lines.Add(line);
            }

            if (lines.Count == 0)
            {
                return;
            }

            var request = new Request(lines[0].Split(' ')[1], lines.Skip(1).Select(static l => l.Split(": ", 2)).ToDictionary(static l => l[0], static l => l[1], StringComparer.OrdinalIgnoreCase));
            Requests.Enqueue(request);
            var reply = _answer(request, Requests.Count);
            await Task.Delay(reply.Delay);
            var head = new StringBuilder($"HTTP/1.1 {reply.Status}\r\nConnection: close\r\n");
            foreach (var (name, value) in reply.Headers)
            {
                head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
            }

            await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()));
            await stream.WriteAsync(reply.Body);
            await stream.FlushAsync();
            if (reply.Hangs is { } time)
            {
                await Task.Delay(time);
            }
        }
    }

    internal sealed record Request(string Path, IReadOnlyDictionary<string, string> Headers)
    {
        /// <summary>The first byte that is asked for; null where all are.</summary>
        public int? From => Headers.TryGetValue("Range", out var range) ? int.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture) : null;
    }

    internal sealed record Reply(string Status, byte[] Body, params (string Name, string Value)[] Headers)
    {
        public TimeSpan Delay { get; init; }

        /// <summary>How long the connection stays open and silent after the body.</summary>
        public TimeSpan? Hangs { get; init; }

        /// <summary>As a good server answers, with or without a range, but hanging up after some bytes of the body.</summary>
        public static Reply Good(Request request, byte[] whole, string tag = "\"v1\"", int? cut = null)
        {
            var from = request.From ?? 0;
            var rest = whole[from..];
            (string, string)[] headers = request.From is null
                ? [("Content-Length", Number(whole.Length)), ("ETag", tag), ("Accept-Ranges", "bytes")]
                : [("Content-Length", Number(rest.Length)), ("ETag", tag), ("Content-Range", $"bytes {Number(from)}-{Number(whole.Length - 1)}/{Number(whole.Length)}")];
            return new Reply(request.From is null ? "200 OK" : "206 Partial Content", cut is { } n && n < rest.Length ? rest[..n] : rest, headers);
        }

        private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
    }
}
