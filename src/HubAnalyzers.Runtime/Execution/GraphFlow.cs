using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.Runtime.Ops;

namespace HubAnalyzers.Runtime.Execution;

/// <summary>What each node of a graph depends on: variables that move, inputs, chance.</summary>
internal sealed class GraphFlow
{
    private readonly ImportedGraph _graph;
    private readonly IReadOnlySet<string> _moving;
    private readonly bool[] _moves;
    private readonly bool[] _seesInput;
    private readonly bool[] _isRandom;

    /// <summary>Follows a graph.</summary>
    /// <param name="graph">The graph, or the body of a loop or a branch.</param>
    /// <param name="moving">The names of the variables that train, or that runs change.</param>
    public GraphFlow(ImportedGraph graph, IReadOnlySet<string> moving)
    {
        _graph = graph;
        _moving = moving;
        _moves = new bool[graph.Nodes.Count];
        _seesInput = new bool[graph.Nodes.Count];
        _isRandom = new bool[graph.Nodes.Count];
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            // A body may read variables that are no inputs of its node.
            var node = graph.Nodes[i];
            _moves[i] = node.Inputs.Any(Moves) || node.Bodies.Any(ReadsMoving);
            _seesInput[i] = node.Inputs.Any(SeesInput);
            _isRandom[i] = node.Inputs.Any(IsRandom) || !IsDeterministic(node);
        }
    }

    /// <summary>The names of the variables that train or that the graph itself changes.</summary>
    public static HashSet<string> MovingIn(ImportedGraph graph, IEnumerable<string> trained) =>
        new(trained.Concat(graph.Updates.Select(u => graph.Variables[u.Variable].Name)), System.StringComparer.Ordinal);

    /// <summary>Whether a variable that moves has a part in the value.</summary>
    public bool Moves(ValueRef value) => value.Source switch
    {
        ValueSource.Node => _moves[value.Index],
        ValueSource.Variable => _moving.Contains(_graph.Variables[value.Index].Name),
        _ => false,
    };

    /// <summary>Whether an input has a part in the value.</summary>
    public bool SeesInput(ValueRef value) => value.Source == ValueSource.Input || (value.Source == ValueSource.Node && _seesInput[value.Index]);

    /// <summary>Whether chance has a part in the value.</summary>
    public bool IsRandom(ValueRef value) => value.Source == ValueSource.Node && _isRandom[value.Index];

    /// <summary>Whether the value is the same in every run.</summary>
    public bool IsFixed(ValueRef value) => !Moves(value) && !SeesInput(value) && !IsRandom(value);

    private static bool IsDeterministic(GraphNode node) =>
        OpTable.Traits(node.Op).HasFlag(OpTraits.Pure) && node.Bodies.All(static b => b.Nodes.All(IsDeterministic));

    private bool ReadsMoving(ImportedGraph body) => body.Outputs.Select(static o => o.Value).Concat(body.Nodes.SelectMany(static n => n.Inputs))
            .Any(v => v.Source == ValueSource.Variable && _moving.Contains(body.Variables[v.Index].Name))
        || body.Nodes.Any(n => n.Bodies.Any(ReadsMoving));
}
