using System.Linq;
using System.Text.RegularExpressions;

namespace HubAnalyzers.SavedModel;

/// <summary>A model's handle and what it says: publisher, name, version. Never normalised: the cache's folder is a hash of the text as written.</summary>
/// <param name="Handle">The handle as written.</param>
/// <param name="Name">The model's name, without publisher and version.</param>
/// <param name="Publisher">Who published it; null for a local model.</param>
/// <param name="Version">The version; null where the handle names none.</param>
public sealed partial record HubHandle(string Handle, string Name, string? Publisher, string? Version)
{
    /// <summary>Whether the handle is an address on tfhub.dev or Kaggle.</summary>
    public bool IsRemote => Publisher is not null;

    /// <summary>The address of the model's page; null for a local model. Handles of both hubs are addresses of pages themselves.</summary>
    public string? Page => IsRemote ? Handle : null;

    /// <summary>Reads a handle: <c>https://tfhub.dev/PUBLISHER/NAME[/VERSION]</c>, <c>https://www.kaggle.com/models/OWNER/MODEL/FRAMEWORK/VARIATION[/VERSION]</c>, or a local name with an optional version.</summary>
    public static HubHandle Parse(string handle)
    {
        if (TfHub().Match(handle) is { Success: true } tfhub)
        {
            return new HubHandle(handle, tfhub.Groups["name"].Value, tfhub.Groups["publisher"].Value, Optional(tfhub.Groups["version"]));
        }

        if (Kaggle().Match(handle) is { Success: true } kaggle)
        {
            return new HubHandle(handle, kaggle.Groups["model"].Value + "/" + kaggle.Groups["variation"].Value, kaggle.Groups["owner"].Value, Optional(kaggle.Groups["version"]));
        }

        var slash = handle.LastIndexOf('/');
        var last = handle[(slash + 1)..];
        return slash > 0 && last.Length > 0 && last.All(char.IsAsciiDigit)
            ? new HubHandle(handle, handle[..slash], null, last)
            : new HubHandle(handle, handle, null, null);
    }

    private static string? Optional(Group group) => group.Success ? group.Value : null;

    [GeneratedRegex(@"^https://tfhub\.dev/(?<publisher>[a-z\d-]+)/(?<name>[\w.-]+?(?:/[\w.-]+?)*?)(?:/(?<version>\d+))?$", RegexOptions.CultureInvariant)]
    private static partial Regex TfHub();

    [GeneratedRegex(@"^https://(?:www\.)?kaggle\.com/models/(?<owner>[\w-]+)/(?<model>[\w.-]+)/(?:frameworks/)?(?<framework>\w+)/(?:variations/)?(?<variation>[\w.-]+)(?:/(?:versions/)?(?<version>\d+))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Kaggle();
}
