using System;
using System.Globalization;

namespace HubAnalyzers.SavedModel.Downloads;

/// <summary>Where a handle's archive is fetched from.</summary>
internal static class DownloadAddress
{
    private const string Remedy = "give an https:// address";

    /// <summary>
    /// tfhub.dev's own form (<c>HANDLE?tf-hub-format=compressed</c>) or Kaggle's API, below the site or a mirror of it. Plain http is
    /// for this machine only: nothing that travels in the open is unpacked here.
    /// </summary>
    /// <exception cref="HubModelFormatException">The handle names no archive, or the address is none.</exception>
    public static Uri Of(HubHandle handle, Uri? baseAddress)
    {
        var (site, path) = handle.Host switch
        {
            HubHost.TfHub => ("https://tfhub.dev/", handle.Page!["https://tfhub.dev/".Length..] + "?tf-hub-format=compressed"),
            HubHost.Kaggle when handle.Version is { } version => ("https://www.kaggle.com/api/v1/", string.Create(CultureInfo.InvariantCulture, $"models/{handle.Publisher}/{handle.KaggleModel}/{handle.KaggleFramework}/{handle.KaggleVariation}/{version}/download")),
            HubHost.Kaggle => throw new HubModelFormatException(handle.Handle, "it names no version", "add the version at its end, from the model's page"),
            _ => throw new HubModelFormatException(handle.Handle, "it is no handle of tfhub.dev or Kaggle", "give one, https://tfhub.dev/PUBLISHER/NAME/VERSION for example"),
        };
        var root = baseAddress ?? new Uri(site);
        if (!root.IsAbsoluteUri || !(root.Scheme == Uri.UriSchemeHttps || (root.Scheme == Uri.UriSchemeHttp && root.IsLoopback)))
        {
            throw new HubModelFormatException(root.ToString(), "it is no https:// address", Remedy);
        }

        return new Uri(root.AbsoluteUri.TrimEnd('/') + "/" + path);
    }
}
