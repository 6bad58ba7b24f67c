using System.Threading.Tasks;

namespace HubAnalyzers.Testing;

/// <summary>How far a value is followed to its model: members, methods, records, tasks, delegates.</summary>
public sealed class ValueSourceTests
{
    private const string Load = """HubModel.Load("frozen_net")""";
    private const string Write = "{|HUB0001:model.Trainable = true|};";

    [Theory]
    [InlineData("class C { private readonly HubModel _model = " + Load + "; void M() { {|HUB0001:_model.Trainable = true|}; } }")]
    [InlineData("class C { private HubModel _model; C() { _model = " + Load + "; } void M() { {|HUB0001:_model.Trainable = true|}; } }")]
    [InlineData("class C { private HubModel? _model; HubModel Model => _model ??= " + Load + "; void M() { {|HUB0001:Model.Trainable = true|}; } }")]
    [InlineData("class C { static HubModel Model => " + Load + "; void M() { {|HUB0001:Model.Trainable = true|}; } }")]
    [InlineData("class C { static HubModel Model { get { return " + Load + "; } } void M() { {|HUB0001:Model.Trainable = true|}; } }")]
    [InlineData("class C { static readonly string Handle = \"frozen\" + \"_net\"; void M() { var model = HubModel.Load(Handle); " + Write + " } }")]
    [InlineData("class C { static readonly string Folder = \"models\"; void M() { var model = HubModel.Load($\"{Folder}/frozen_net\"); " + Write + " } }")]
    [InlineData("class C { void M() { var model = HubModel.Load(System.IO.Path.Combine(\"models\", \"frozen_net\")); " + Write + " } }")]
    [InlineData("class C { public HubModel Model { get; } = " + Load + "; public void M() { {|HUB0001:Model.Trainable = true|}; } }")]
    [InlineData("class C { static HubModel Open() => " + Load + "; void M() { var model = Open(); " + Write + " } }")]
    [InlineData("class C { static HubModel Open(string handle) { Console.WriteLine(handle); return HubModel.Load(handle); } void M() { var model = Open(\"frozen_net\"); " + Write + " } }")]
    [InlineData("class C { static async Task<HubModel> Open() { await Task.Yield(); return " + Load + "; } async Task M() { var model = await Open(); " + Write + " } }")]
    [InlineData("class C { async Task M() { var model = await Task.Run(() => " + Load + ").ConfigureAwait(false); " + Write + " } }")]
    [InlineData("class C { void M() { var lazy = new Lazy<HubModel>(() => " + Load + "); {|HUB0001:lazy.Value.Trainable = true|}; } }")]
    [InlineData("class C { void M() { Func<HubModel> open = () => " + Load + "; var model = open(); " + Write + " } }")]
    [InlineData("class C { void M() { var (model, n) = Open(); " + Write + " static (HubModel, int) Open() => (" + Load + ", 2); } }")]
    [InlineData("class C { void M() { var pair = (Model: " + Load + ", N: 2); {|HUB0001:pair.Model.Trainable = true|}; } }")]
    [InlineData("record Run(HubModel Model, bool Train); class C { void M() { var run = new Run(" + Load + ", true); {|HUB0001:run.Model.Trainable = run.Train|}; } }")]
    [InlineData("record Run(string Handle) { public bool Train { get; init; } } class C { void M() { var run = new Run(\"frozen_net\") { Train = false }; run = run with { Train = true }; var model = HubModel.Load(run.Handle); {|HUB0001:model.Trainable = run.Train|}; } }")]
    [InlineData("class C { void M(bool a) { var run = new { Model = " + Load + " }; {|HUB0001:run.Model.Trainable = true|}; } }")]
    [InlineData("class C { void M(int n) { var model = n switch { 0 => " + Load + ", _ => HubModel.Load(\"models/frozen_net\") }; {|HUB0001:model.Trainable = true|}; } }")]
    [InlineData("class C { void M(object o) { var model = o as HubModel ?? " + Load + "; model.Trainable = true; var sure = (HubModel)(object)" + Load + "; {|HUB0001:sure.Trainable = true|}; } }")]
    [InlineData("class C { IEnumerable<int> M() { var model = " + Load + "; yield return 1; " + Write + " } }")]
    [InlineData("class C { async Task M() { var model = " + Load + "; await Task.Delay(1); " + Write + " } }")]
    [InlineData("class C { void M() { foreach (var model in new[] { " + Load + ", FrozenNet.Load() }) { {|HUB0001:model.Trainable = true|}; } } }")]
    [InlineData("partial class C { private readonly HubModel _model; } partial class C { C() { _model = " + Load + "; } void M() => {|HUB0001:_model.Trainable = true|}; }")]
    public Task A_value_is_followed(string program) => RuleTest.Check(program + " static class P { static void Main() { } }");

    [Theory]
    [InlineData("class C { public HubModel Model = " + Load + "; void M() { Model.Trainable = true; } }")]
    [InlineData("class C { private HubModel _model = " + Load + "; void N(HubModel other) { _model = other; } void M() { _model.Trainable = true; } }")]
    [InlineData("class C { private HubModel _model = " + Load + "; void N() { Swap(ref _model); } static void Swap(ref HubModel m) { m = HubModel.Load(Console.ReadLine()!); } void M() { _model.Trainable = true; } }")]
    [InlineData("class C { protected virtual HubModel Open() => " + Load + "; void M() { Open().Trainable = true; } }")]
    [InlineData("class C { static HubModel Open(bool a) { if (a) { return HubModel.Load(Console.ReadLine()!); } return " + Load + "; } void M() { Open(DateTime.Now.Year > 2000).Trainable = true; } }")]
    [InlineData("class C { static HubModel Open(int n) => n == 0 ? " + Load + " : Open(n - 1); void M(int n) { Open(n).Trainable = true; } }")]
    [InlineData("class C { public HubModel Model { get; set; } = " + Load + "; void M() { Model.Trainable = true; } }")]
    [InlineData("class C { void M(HubModel? model) { if (model is null) { model = " + Load + "; } model.Trainable = true; } }")]
    [InlineData("class C { void M(bool a) { HubModel? model = null; if (a) { model = " + Load + "; } if (model == null) { model = HubModel.Load(Console.ReadLine()!); } model.Trainable = true; } }")]
    [InlineData("class C { void M() { var model = " + Load + "; if (model.Facts.Verdict == TrainabilityVerdict.None) { return; } model.Trainable = true; } }")]
    public Task What_may_be_another_is_not(string program) => RuleTest.Check(program + " static class P { static void Main() { } }");
}
