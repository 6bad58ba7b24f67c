// A KerasLayer of the program's own.
// uses: tensorflow.net
// expect: none
namespace Text;

internal sealed class KerasLayer(string handle, bool trainable = false)
{
    public override string ToString() => handle + trainable;
}

internal static class Start
{
    public static void Main() => Console.WriteLine(new KerasLayer("https://tfhub.dev/google/elmo/3", trainable: true));
}
