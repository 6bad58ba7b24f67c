// Another class' Load with the same argument.
// expect: none
namespace Search;

internal static class Downloader
{
    public static byte[] Load(string url) => [];
}

internal static class Start
{
    public static void Main() => Console.WriteLine(Downloader.Load("https://tfhub.dev/google/yamnet/1").Length);
}
