// A variable of the program's own that counts sheep.
// expect: none
namespace Farm;

public sealed record Variable(string Name)
{
    public bool Trainable { get; set; }
}

public static class Shepherd
{
    public static void Count(List<Variable> variables)
    {
        variables.Single(v => v.Name == "global_step").Trainable = true;
        variables[3].Trainable = true;
    }
}
