// A command line that opens whatever model it is told to; a known one only in its self-test.
using App.HubModels;
using HubAnalyzers;
using HubAnalyzers.Runtime;

namespace Zoo;

internal abstract class Command
{
    public abstract string Name { get; }

    public abstract int Run(IReadOnlyList<string> arguments);
}

internal sealed class ListCommand : Command
{
    public override string Name => "list";

    public override int Run(IReadOnlyList<string> arguments)
    {
        using var model = HubModel.Load(arguments[0]);
        foreach (var group in model.Layers.GroupBy(static l => l.Kind).OrderBy(static g => g.Key))
        {
            Console.WriteLine($"{group.Key}: {group.Count()}");
        }

        return 0;
    }
}

internal sealed class UnfreezeCommand : Command
{
    public override string Name => "unfreeze";

    public override int Run(IReadOnlyList<string> arguments)
    {
        using var model = HubModel.Load(arguments[0]);
        foreach (var name in arguments.Skip(1))
        {
            var layer = model.GetLayer(name);
            if (layer.Trainability != Trainability.Trainable)
            {
                Console.Error.WriteLine($"{name} cannot train: {layer.Facts.Why}");
                return 1;
            }

            layer.Trainable = true;
        }

        if (arguments.Count == 1)
        {
            model.Trainable = true;
        }

        return 0;
    }
}

internal sealed class SelfTestCommand : Command
{
    public override string Name => "self-test";

    public override int Run(IReadOnlyList<string> arguments)
    {
        using var digits = Digits.Load();
        digits.Conv2.Trainable = true;
        digits.Dense.Trainable = true;
        if (digits.Layers.Count(static l => l.Trainable) != 2)
        {
            return 1;
        }

        digits.Bn1.Trainable = true; // expect: HUB0002
        return digits.Bn1.Trainable ? 1 : 0;
    }
}

internal static class Program
{
    private static readonly Command[] _commands = [new ListCommand(), new UnfreezeCommand(), new SelfTestCommand()];

    public static int Main(string[] args)
    {
        var command = _commands.FirstOrDefault(c => c.Name == args.FirstOrDefault());
        if (command is null)
        {
            Console.Error.WriteLine("commands: " + string.Join(", ", _commands.Select(static c => c.Name)));
            return 2;
        }

        return command.Run(args[1..]);
    }
}
