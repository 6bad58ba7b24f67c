using System;
using System.Diagnostics;
using HubAnalyzers.SavedModel;

namespace HubAnalyzers.Tool.Output;

/// <summary>One line on a terminal that says how far a download is; nothing elsewhere.</summary>
internal sealed class ProgressLine(ToolConsole console) : IProgress<DownloadProgress>, IDisposable
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(100);
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _last = -_interval;
    private int _length;

    public void Report(DownloadProgress value)
    {
        if (!console.Progress || (value.Note is null && _watch.Elapsed - _last < _interval && _length > 0))
        {
            return;
        }

        _last = _watch.Elapsed;
        var text = value.Note is { } note
            ? note
            : value.Total is { } total && total > 0
                ? $"{Sizes.Of(value.Bytes)} of {Sizes.Of(total)} ({value.Bytes * 100 / total} %)"
                : Sizes.Of(value.Bytes);
        text = PlainText.OneLine(text);
        text = text.Length < console.Width ? text : text[..(console.Width - 1)];
        console.Error.Write("\r" + text.PadRight(_length));
        _length = text.Length;
    }

    /// <summary>Leaves the terminal as it was.</summary>
    public void Clear()
    {
        if (_length > 0)
        {
            console.Error.Write("\r" + new string(' ', _length) + "\r");
            _length = 0;
        }
    }

    public void Dispose() => Clear();
}
