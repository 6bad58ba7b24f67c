// The handle is configuration.
// expect: none
using HubAnalyzers.Runtime;

namespace Search;

internal sealed class Settings
{
    public string Handle { get; set; } = "";
}

internal static class Start
{
    public static HubModel Open(Settings settings) => HubModel.Load(settings.Handle);
}
