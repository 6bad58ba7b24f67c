using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;

namespace HubAnalyzers.Tool.Training;

/// <summary>
/// Ctrl+C, and the signal by which systems end a process: the first asks the work to end where it can be gone on from, a second ends the
/// process as if nobody had listened.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private static readonly (PosixSignal Signal, int ExitCode)[] _signals = [(PosixSignal.SIGINT, ExitCodes.Interrupted), (PosixSignal.SIGTERM, ExitCodes.Terminated)];

    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _registrations;
    private int _exitCode;

    public StopSignals() => _registrations = [.. _signals.Select(s => PosixSignalRegistration.Create(s.Signal, context =>
    {
        context.Cancel = Interlocked.CompareExchange(ref _exitCode, s.ExitCode, 0) == 0;
        _stop.Cancel();
    }))];

    public CancellationToken Token => _stop.Token;

    /// <summary>The exit code of the signal that came.</summary>
    public int ExitCode => _exitCode;

    public void Dispose()
    {
        _registrations.ForEach(static r => r.Dispose());
        _stop.Dispose();
    }
}
