using System.Threading.Tasks;

namespace HubAnalyzers.Testing;

/// <summary>HUB0007 speaks of choices that had no effect: whatever could have made use of one in between is a reason to be silent.</summary>
public sealed class UseBetweenTests
{
    [Theory]
    [InlineData("Action<LiveNet> train = Trainer.Train; train(model);")]
    [InlineData("Trainer.Step(model);")]
    [InlineData("new List<Action<LiveNet>> { Trainer.Train }.ForEach(a => a(model));")]
    [InlineData("new List<int> { 1 }.ForEach(_ => Trainer.Train(model));")]
    [InlineData("_ = new[] { 1 }.Select(_ => { Trainer.Train(model); return 1; }).ToList();")]
    [InlineData("Parallel.For(0, 2, _ => Trainer.Train(model));")]
    [InlineData("var thread = new System.Threading.Thread(() => Trainer.Train(model)); thread.Start(); thread.Join();")]
    [InlineData("Task.Run(() => Trainer.Train(model)).Wait();")]
    [InlineData("await Trainer.TrainAsync(model);")]
    [InlineData("await Task.Yield();")]
    [InlineData("_ = new Experiment(model);")]
    [InlineData("var e = new Experiment(model);")]
    [InlineData("using (new Scope(model)) { }")]
    [InlineData("using (Trainer.Open(model)) { }")]
    [InlineData("using var scope = Trainer.Open(model); scope.Dispose();")]
    [InlineData("Trainer.Changed += m => { }; Trainer.Raise(model);")]
    [InlineData("_ = Trainer.Result;")]
    [InlineData("Trainer.Model = model;")]
    [InlineData("_ = new Runs()[model];")]
    [InlineData("_ = new Runs() + model;")]
    [InlineData("int n = new Runs();")]
    [InlineData("foreach (var step in Trainer.Steps(model)) { }")]
    [InlineData("Console.WriteLine(model.Block1.Expand.Trainable);")]
    [InlineData("var c = args.Length > 0; if (c && model.Block1.Expand.Trainable) { Console.WriteLine(); }")]
    [InlineData("var on = args.Length > 0 ? model.Block1.Expand.Trainable : false; Console.WriteLine(on);")]
    [InlineData("Console.WriteLine(model.Layers.Count(l => l.Trainable));")]
    [InlineData("Console.WriteLine(model.Layers.Where(l => l.Trainable).Sum(l => l.Facts.Parameters));")]
    [InlineData("Console.WriteLine(model.Layers.Sum(l => l.Trainable ? 1 : 0));")]
    [InlineData("Console.WriteLine((from l in model.Layers where l.Trainable select l).First().Name);")]
    [InlineData("if (model.Block1.Expand is { Trainable: true }) { Console.WriteLine(); }")]
    [InlineData("dynamic d = model; d.Run();")]
    [InlineData("var lazy = new Lazy<int>(() => Trainer.Count(model)); Console.WriteLine(lazy.Value);")]
    [InlineData("IServiceProvider services = new Services(model); services.GetService(typeof(int));")]
    public Task A_choice_that_something_may_have_used_is_not_discarded(string use) => RuleTest.Check(
        "var model = LiveNet.Load(); model.Block1.Expand.Trainable = true; " + use + " model.Trainable = false; await Task.CompletedTask;" + Others);

    /// <summary>What runs a program's code that it was given long before.</summary>
    [Theory]
    [InlineData("var app = Microsoft.AspNetCore.Builder.WebApplication.Create(args); app.MapPost(\"train\", () => Trainer.Train(model));", "app.Run();")]
    [InlineData("var command = new System.CommandLine.RootCommand(); command.SetAction(_ => Trainer.Train(model));", "command.Parse(args).Invoke();")]
    public Task Nor_is_one_that_a_host_may_have_used(string before, string use) => RuleTest.Check(
        "var model = LiveNet.Load(); " + before + " model.Block1.Expand.Trainable = true; " + use + " model.Trainable = false;" + Others);

    [Fact]
    public Task Nor_is_one_that_is_given_to_whoever_walks_over_an_iterator() => RuleTest.Check(
        "foreach (var m in Trials()) { Console.WriteLine(m.Layers.Count); } static IEnumerable<LiveNet> Trials() { var model = LiveNet.Load(); model.Block1.Expand.Trainable = true; yield return model; model.Trainable = false; yield return model; }");

    [Fact]
    public Task Nor_is_one_that_a_finally_block_used() => RuleTest.Check(
        "var model = LiveNet.Load(); for (var i = 0; i < 2; i++) { try { model.Block1.Expand.Trainable = true; if (args.Length > i) { continue; } } finally { Trainer.Train(model); } } model.Trainable = false;" + Others);

    [Theory]
    [InlineData("Console.WriteLine(\"now the whole\");")]
    [InlineData("Console.WriteLine(model.Layers.Count + model.Block1.Expand.Name);")]
    [InlineData("foreach (var l in model.Layers) { Console.WriteLine(l.Name); }")]
    [InlineData("var n = model.Layers.Where(l => l.Name.Length > 3).Sum(l => l.Facts.Parameters); Console.WriteLine(n);")]
    [InlineData("var names = new List<string>(); names.Add(model.Block1.Expand.Name); var text = string.Join(\", \", names);")]
    [InlineData("var watch = System.Diagnostics.Stopwatch.StartNew(); Console.WriteLine(watch.Elapsed);")]
    [InlineData("if (args.Length > 3) { throw new ArgumentException(\"too many\"); }")]
    [InlineData("var sgd = new SgdOptions(); Console.WriteLine(sgd);")]
    [InlineData("var layer = model.GetLayer(\"net/block_1/bn\"); Console.WriteLine(layer.Kind);")]
    [InlineData("Microsoft.Extensions.Logging.LoggerExtensions.LogInformation(new Microsoft.Extensions.Logging.LoggerFactory().CreateLogger(\"training\"), \"now the whole\");")]
    public Task One_that_nothing_could_have_used_is(string between) => RuleTest.Check(
        "var model = LiveNet.Load(); model.Block1.Expand.Trainable = true; " + between + " {|HUB0007:model.Trainable = false|};" + Others);

    [Fact]
    public Task Nor_is_one_that_the_end_of_a_using_block_used() => RuleTest.Check(
        "var model = LiveNet.Load(); using (var s = new Scope(model)) { model.Block1.Expand.Trainable = true; } model.Trainable = false;" + Others);

    [Theory]
    [InlineData("Freeze(); void Freeze() { model.Trainable = false; }")]
    [InlineData("Action freeze = () => model.Trainable = false; freeze();")]
    public Task A_write_of_the_whole_in_another_function_is_not_followed(string rest) => RuleTest.Check(
        "var model = LiveNet.Load(); model.Block1.Expand.Trainable = true; " + rest);

    private const string Others = """


        internal static class Trainer
        {
            public static event Action<LiveNet>? Changed;

            public static Action<LiveNet> Step { get; set; } = m => { };

            public static int Result { get { Train(LiveNet.Load()); return 1; } }

            public static LiveNet? Model { get => null; set => Train(value!); }

            public static void Train(LiveNet model) => Console.WriteLine(model);

            public static int Count(LiveNet model) => model.Layers.Count;

            public static async Task TrainAsync(LiveNet model) => await Task.Delay(model.Layers.Count);

            public static Scope Open(LiveNet model) => new(model);

            public static void Raise(LiveNet model) => Changed?.Invoke(model);

            public static IEnumerable<int> Steps(LiveNet model) { yield return model.Layers.Count; }
        }

        internal sealed class Experiment
        {
            public Experiment(LiveNet model) => Console.WriteLine(model);
        }

        internal sealed class Scope(LiveNet model) : IDisposable
        {
            public void Dispose() => Console.WriteLine(model);
        }

        internal sealed class Services(LiveNet model) : IServiceProvider
        {
            public object? GetService(Type type) => model.ToString();
        }

        internal sealed class Runs
        {
            public int this[LiveNet model] => model.Layers.Count;

            public static int operator +(Runs runs, LiveNet model) => model.Layers.Count;

            public static implicit operator int(Runs runs) => 1;
        }
        """;
}
