// The name ends in bn, the class is the program's own.
// expect: none
namespace Birds;

internal sealed class Block
{
    public Part ExpandBn { get; } = new();

    public sealed class Part
    {
        public bool Trainable { get; set; }
    }
}

internal static class Start
{
    public static void Main()
    {
        var block = new Block();
        block.ExpandBn.Trainable = true;
    }
}
