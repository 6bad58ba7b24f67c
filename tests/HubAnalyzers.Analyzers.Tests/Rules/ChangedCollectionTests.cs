using System.Threading.Tasks;

namespace HubAnalyzers.Testing;

/// <summary>Lists and arrays are objects: who changes one changes it for everybody who holds it. What cannot be followed is not known.</summary>
public sealed class ChangedCollectionTests
{
    private const string Start = "var model = LiveNet.Load(); bool Bad(HubLayer l) => l.Trainability != Trainability.Trainable; var a = model.Layers.ToList(); ";
    private const string ForAll = " foreach (var x in a) { x.Trainable = true; }";

    [Theory]
    [InlineData("var b = a; b.RemoveAll(Bad);")]
    [InlineData("List<HubLayer> b; b = a; b.RemoveAll(Bad);")]
    [InlineData("IList<HubLayer> b = a; b.Remove(model.Old); b.Remove(model.Block1.Bn);")]
    [InlineData("ICollection<HubLayer> b = a; b.Clear();")]
    [InlineData("object b = a; ((List<HubLayer>)b).RemoveAll(Bad);")]
    [InlineData("var b = args.Length > 0 ? a : model.Layers.ToList(); b.RemoveAll(Bad);")]
    [InlineData("var b = a ?? new(); b.RemoveAll(Bad);")]
    [InlineData("List<HubLayer> b; var c = b = a; c.RemoveAll(Bad);")]
    [InlineData("if (a is List<HubLayer> b) { b.RemoveAll(Bad); }")]
    [InlineData("if (a is { } b) { b.RemoveAll(Bad); }")]
    [InlineData("var t = (a, 1); t.a.RemoveAll(Bad);")]
    [InlineData("var (b, n) = (a, 1); b.RemoveAll(Bad);")]
    [InlineData("var t = new { L = a }; t.L.RemoveAll(Bad);")]
    [InlineData("var t = new[] { a }; t[0].RemoveAll(Bad);")]
    [InlineData("List<List<HubLayer>> t = [a]; foreach (var b in t) { b.RemoveAll(Bad); }")]
    [InlineData("var t = new Dictionary<string, List<HubLayer>> { [\"x\"] = a }; t[\"x\"].RemoveAll(Bad);")]
    [InlineData("void Drop() => a.RemoveAll(Bad); Drop();")]
    [InlineData("Action drop = () => a.RemoveAll(Bad); drop();")]
    [InlineData("List<HubLayer> Same() => a; Same().RemoveAll(Bad);")]
    [InlineData("List<HubLayer> Same() => a; var b = Same(); b.RemoveAll(Bad);")]
    [InlineData("void Drop(List<HubLayer> b) => b.RemoveAll(Bad); Drop(a);")]
    [InlineData("Helpers.Drop(a);")]
    [InlineData("Helpers.DropIn(a);")]
    [InlineData("a.DropBad();")]
    [InlineData("a?.RemoveAll(Bad);")]
    [InlineData("Predicate<HubLayer> bad = Bad; Func<Predicate<HubLayer>, int> drop = a.RemoveAll; drop(bad);")]
    [InlineData("new Holder(a).Drop();")]
    [InlineData("var h = new Holder(a); h.Drop();")]
    [InlineData("var h = new Open { Layers = a }; h.Layers.RemoveAll(Bad);")]
    [InlineData("new List<HubLayer> { model.Old, model.Block1.Bn }.ForEach(l => a.Remove(l));")]
    [InlineData("a[0] = model.Block1.Expand; a[1] = model.Block1.Expand; a[2] = model.Block1.Expand;")]
    [InlineData("for (var i = 0; i < a.Count; i++) { a[i] = model.Block1.Expand; }")]
    [InlineData("var s = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(a); s.Fill(model.Block1.Expand);")]
    [InlineData("Action<List<HubLayer>> drop = b => b.RemoveAll(Bad); drop(a);")]
    [InlineData("ref var b = ref a; b.RemoveAll(Bad);")]
    [InlineData("foreach (var bad in model.Layers.Where(Bad)) { a.Remove(bad); }")]
    public Task A_list_that_is_changed_elsewhere_is_not_known(string change) => RuleTest.Check(Start + change + ForAll + Helpers);

    [Theory]
    [InlineData("var q = a.Where(l => l is not ConvLayer); a.Clear(); foreach (var x in q) { x.Trainable = true; }")]
    [InlineData("var q = a.AsReadOnly(); a.RemoveAll(Bad); foreach (var x in q) { x.Trainable = true; }")]
    [InlineData("IEnumerable<HubLayer> q = a; a.RemoveAll(Bad); foreach (var x in q) { x.Trainable = true; }")]
    [InlineData("var c = new Choice(a); c.Layers.RemoveAll(Bad); foreach (var x in c.Layers) { x.Trainable = true; }")]
    [InlineData("var c = new Choice(model.Layers.ToList()); c.Layers.RemoveAll(Bad); foreach (var x in c.Layers) { x.Trainable = true; }")]
    [InlineData("var c = (Layers: model.Layers.ToList(), 1); c.Layers.RemoveAll(Bad); foreach (var x in c.Layers) { x.Trainable = true; }")]
    [InlineData("var c = new { Layers = model.Layers.ToList() }; c.Layers.RemoveAll(Bad); foreach (var x in c.Layers) { x.Trainable = true; }")]
    [InlineData("var c = new[] { model.Layers.ToList() }; c[0].RemoveAll(Bad); foreach (var x in c[0]) { x.Trainable = true; }")]
    [InlineData("var c = new[] { model.Layers.ToList() }; foreach (var g in c) { g.RemoveAll(Bad); } foreach (var g in c) { foreach (var x in g) { x.Trainable = true; } }")]
    [InlineData("Action all = () => { foreach (var x in a) { x.Trainable = true; } }; a.RemoveAll(Bad); all();")]
    [InlineData("ISet<HubLayer> s = model.Layers.ToHashSet(); s.Remove(model.Old); s.Remove(model.Block1.Bn); foreach (var x in s) { x.Trainable = true; }")]
    [InlineData("var list = new List<HubLayer> { model.Old }; list[0] = model.Block1.Expand; list[0].Trainable = true;")]
    public Task Nor_is_what_shares_or_holds_it(string rest) => RuleTest.Check(Start + rest + Helpers);

    [Theory]
    [InlineData("var b = a; b[0] = b[1] = b[2] = model.Block1.Expand;")]
    [InlineData("a[0] = a[1] = a[2] = model.Block1.Expand;")]
    [InlineData("Array.Fill(a, model.Block1.Expand);")]
    [InlineData("Span<HubLayer> s = a; s[0] = s[1] = s[2] = model.Block1.Expand;")]
    [InlineData("a.AsSpan().Fill(model.Block1.Expand);")]
    [InlineData("ref var s = ref a[0]; s = model.Block1.Expand;")]
    [InlineData("Set(ref a[0]); void Set(ref HubLayer l) => l = model.Block1.Expand;")]
    [InlineData("(a[0], a[1], a[2]) = (model.Block1.Expand, model.Block1.Expand, model.Block1.Expand);")]
    [InlineData("new List<HubLayer> { model.Block1.Expand }.CopyTo(a);")]
    [InlineData("Array.Copy(new HubLayer[] { model.Block1.Expand, model.Block1.Expand, model.Block1.Expand }, a, 3);")]
    [InlineData("a.SetValue(model.Block1.Expand, 0);")]
    [InlineData("Array.Resize(ref a, 0);")]
    public Task An_array_whose_elements_are_written_is_not_known(string change) => RuleTest.Check(
        "var model = LiveNet.Load(); HubLayer[] a = [model.Block1.Bn, model.Old, model.Old]; " + change + " foreach (var x in a) { x.Trainable = true; }");

    [Fact]
    public Task An_array_that_is_turned_round_is_not_known() => RuleTest.Check(
        "var model = LiveNet.Load(); HubLayer[] a = [model.Old, model.Block1.Expand]; Array.Reverse(a); a[0].Trainable = true;");

    [Theory]
    [InlineData("private readonly List<HubLayer> _list = [.. _model.Layers];", "_list.RemoveAll(l => l.Trainability != Trainability.Trainable);", "_list")]
    [InlineData("private List<HubLayer> _list = [.. _model.Layers];", "var b = _list; b.Clear();", "_list")]
    [InlineData("private readonly IList<HubLayer> _list = _model.Layers.ToList();", "_list.Clear();", "_list")]
    [InlineData("private readonly HubLayer[] _list = [_model.Old];", "_list[0] = _model.Block1.Expand;", "_list")]
    [InlineData("private readonly HubLayer[] _list = [_model.Old];", "System.Array.Fill(_list, _model.Block1.Expand);", "_list")]
    [InlineData("private List<HubLayer> List { get; } = [.. _model.Layers];", "List.Clear();", "List")]
    [InlineData("private List<HubLayer> List { get; } = [.. _model.Layers];", "Drop(List);", "List")]
    [InlineData("public readonly List<HubLayer> List = [.. _model.Layers];", "", "List")]
    [InlineData("public List<HubLayer> List { get; } = [.. _model.Layers];", "", "List")]
    [InlineData("private readonly List<HubLayer> _list = [.. _model.Layers]; public IList<HubLayer> Layers => _list;", "", "_list")]
    [InlineData("private readonly List<HubLayer> _list = [.. _model.Layers]; public List<HubLayer> Give() => _list;", "", "_list")]
    [InlineData("private readonly List<HubLayer> _list = [.. _model.Layers]; private List<HubLayer> Give() => _list;", "Give().Clear();", "Give()")]
    public Task A_member_whose_list_others_can_change_is_not_known(string member, string change, string read) => RuleTest.Check(
        $$"""
        new Program2().Run();

        internal sealed class Program2
        {
            private static readonly LiveNet _model = LiveNet.Load();
            {{member}}

            private void Change() { {{change}} }

            private void Drop(List<HubLayer> l) => l.Clear();

            public void Run()
            {
                Change();
                foreach (var x in {{read}}) { x.Trainable = true; }
            }
        }
        """);

    [Theory]
    [InlineData("a.Remove(model.Old);")]
    [InlineData("a.RemoveAll(l => l.Kind == LayerKind.Dense);")]
    [InlineData("Console.WriteLine(a.Count); Console.WriteLine(string.Join(\", \", a.Select(l => l.Name)));")]
    [InlineData("var b = a; Console.WriteLine(b.Count);")]
    [InlineData("var b = a.ToList(); b.RemoveAll(Bad);")]
    [InlineData("var b = new List<HubLayer>(a); b.RemoveAll(Bad);")]
    [InlineData("List<HubLayer> b = [.. a]; b.RemoveAll(Bad);")]
    [InlineData("var b = model.Layers.ToList(); b.RemoveAll(Bad);")]
    [InlineData("Helpers.Print(a); a.Print();")]
    [InlineData("void Print(List<HubLayer> b) { foreach (var l in b) { Console.WriteLine(l.Name); } } Print(a);")]
    [InlineData("a.ForEach(l => Console.WriteLine(l.Name)); Console.WriteLine(a[0].Name + a.IndexOf(model.Old) + a.Contains(model.Old));")]
    [InlineData("foreach (var l in a.Where(Bad)) { Console.WriteLine(l.Name); }")]
    [InlineData("if (a.Count == 0 || a == null || a is null) { return; }")]
    [InlineData("IReadOnlyList<HubLayer> b = a; Console.WriteLine(b[0].Name);")]
    [InlineData("var names = new List<string>(); foreach (var l in a) { names.Add(l.Name); }")]
    [InlineData("if (args.Length > 3) { a = model.Layers.ToList(); }")]
    public Task What_only_reads_or_is_followed_leaves_it_known(string between) => RuleTest.Check(
        Start + between + " foreach (var x in a) { {|HUB0004:x.Trainable = true|}; }" + Helpers);

    [Theory]
    [InlineData("private readonly List<HubLayer> _list = [.. _model.Layers];", "_list")]
    [InlineData("private readonly HubLayer[] _list = [_model.Block1.Expand, _model.Block1.Bn];", "_list")]
    [InlineData("private static readonly List<HubLayer> _list = _model.Layers.ToList();", "_list.Where(l => l is not DenseLayer)")]
    [InlineData("public readonly IReadOnlyList<HubLayer> List = [_model.Block1.Expand, _model.Block1.Bn];", "List")]
    [InlineData("public IEnumerable<HubLayer> List => _model.Layers.ToList();", "List")]
    [InlineData("public List<HubLayer> List => _model.Layers.ToList();", "List")]
    [InlineData("private List<HubLayer> Give() => _model.Layers.ToList();", "Give()")]
    public Task A_member_whose_list_nobody_changes_is_known(string member, string read) => RuleTest.Check(
        $$"""
        new Program2().Run();

        internal sealed class Program2
        {
            private static readonly LiveNet _model = LiveNet.Load();
            {{member}}

            public void Run()
            {
                foreach (var x in {{read}}) { {|HUB0004:x.Trainable = true|}; }
            }
        }
        """);

    private const string Helpers = """


        internal sealed record Choice(List<HubLayer> Layers);

        internal sealed class Open
        {
            public List<HubLayer> Layers { get; set; } = [];
        }

        internal sealed class Holder(List<HubLayer> list)
        {
            public void Drop() => list.RemoveAll(l => l.Trainability != Trainability.Trainable);
        }

        internal static class Helpers
        {
            public static void Drop(List<HubLayer> b) => b.RemoveAll(l => l.Trainability != Trainability.Trainable);

            public static void DropIn(List<HubLayer> b) => Drop(b);

            public static void DropBad(this List<HubLayer> b)
            {
                for (var i = b.Count - 1; i >= 0; i--) { if (b[i].Trainability != Trainability.Trainable) { b.RemoveAt(i); } }
            }

            public static void Print(this List<HubLayer> b)
            {
                foreach (var l in b) { Console.WriteLine(l.Name); }
            }
        }
        """;
}
