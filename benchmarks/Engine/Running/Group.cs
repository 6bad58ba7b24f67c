using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using HubAnalyzers.Benchmarks.Engine.Works;

namespace HubAnalyzers.Benchmarks.Engine.Running;

/// <summary>Works that are compared: they take turns, so that whatever else the machine does meets all of them.</summary>
internal sealed class Group
{
    private const int WarmUps = 2;
    private const double Tolerance = 1e-3;

    /// <summary>After a work its library's threads still wait busily for more, and would take the cores from the next one: ONNX Runtime's made it a quarter slower.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, Measured> _measured;

    private Group(Dictionary<string, Measured> measured)
    {
        _measured = measured;
        var results = measured.Where(static m => m.Key is not (Work.TorchMatrixPeak or Work.OnnxMatrixPeak)).ToList();
        foreach (var (name, work) in results.Where(m => Math.Abs(m.Value.Result - results[0].Value.Result) > Tolerance * Math.Abs(results[0].Value.Result)))
        {
            Agree = false;
            Report.Disagreement(name, results[0].Key);
        }
    }

    /// <summary>Whether all gave the same, so that their times may be compared.</summary>
    public bool Agree { get; } = true;

    public Measured this[string name] => _measured[name];

    public static Group Run(string title, int rounds, string folder, params string[] names)
    {
        Report.Title(title);
        var workers = names.Select(n => (Name: n, Process: new WorkerProcess(n, folder))).ToList();
        try
        {
            for (var round = -WarmUps; round < rounds; round++)
            {
                foreach (var (_, process) in workers)
                {
                    process.Run(counts: round >= 0);
                    Thread.Sleep(Rest);
                }
            }

            var measured = workers.ToDictionary(static w => w.Name, static w => new Measured(w.Process));
            foreach (var (name, result) in measured)
            {
                Report.Line(name, result);
            }

            return new Group(measured);
        }
        finally
        {
            foreach (var (_, process) in workers)
            {
                process.Dispose();
            }
        }
    }
}
