using System;
using System.CommandLine;
using System.IO;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Commands;

/// <summary><c>pull HANDLE|MANIFEST</c>: downloads a model into the cache where Python's libraries look for it.</summary>
internal static class PullCommand
{
    public static Command Create(ToolConsole console)
    {
        var model = new Argument<string>("handle") { Description = "The model's handle; or a manifest, whose digest the model must then have." };
        var baseAddress = new Option<string?>("--base-address") { Description = "A mirror to ask instead of tfhub.dev or Kaggle.", HelpName = "url" };
        var proxy = new Option<string?>("--proxy") { Description = "A proxy; without this option the environment's (HTTPS_PROXY, NO_PROXY).", HelpName = "url" };
        var digest = new Option<string?>("--digest") { Description = "The digest that the model must have, sha256:…", HelpName = "digest" };
        var card = ModelArgument.Card();
        var largest = new Option<long?>("--max-size") { Description = "The largest archive to accept, in bytes.", HelpName = "bytes" };
        var attempts = new Option<int>("--attempts") { Description = "How often a broken connection is taken up again.", HelpName = "n", DefaultValueFactory = static _ => new ModelDownloadOptions().Attempts };
        var command = new Command("pull", "Downloads a model into the cache of its library, resumable and all or nothing.") { model, baseAddress, proxy, digest, card, largest, attempts };
        command.SetAction(async (result, cancellation) =>
        {
            var asked = result.GetValue(model)!;
            var manifest = asked.EndsWith(ManifestFile.Extension, StringComparison.OrdinalIgnoreCase) ? ManifestFile.Read(asked) : null;
            var handle = HubHandle.Parse(manifest?.Handle ?? asked);
            var page = result.GetValue(card) is { } path ? (Path: path, Card: ModelCard.Read(path)) : default;
            if (page.Card is not null && !page.Card.IsOf(handle))
            {
                throw new HubModelFormatException(page.Path, $"it is the page of '{page.Card.Name}', not of {handle.Handle}", "give the page of this model and version");
            }

            var options = new ModelDownloadOptions
            {
                BaseAddress = Address(result.GetValue(baseAddress), "--base-address"),
                Proxy = Address(result.GetValue(proxy), "--proxy"),
                Attempts = result.GetValue(attempts),
                ExpectedDigest = result.GetValue(digest) ?? manifest?.Digest,
            };
            if (result.GetValue(largest) is { } bytes)
            {
                options = options with { LargestArchive = bytes };
            }

            using var line = new ProgressLine(console);
            var pulled = await ModelDownloader.PullAsync(handle, CacheFolders.OfThisMachine(console.Environment), options, line, cancellation);
            line.Clear();
            if (page.Path is not null)
            {
                AtomicFile.Write(ModelCard.PathBeside(pulled.Folder), await File.ReadAllTextAsync(page.Path, cancellation));
            }

            console.Output.WriteLine(PlainText.OneLine($"{handle.Handle}: {(pulled.WasPresent ? "is there" : "pulled")}, in {pulled.Folder}, {pulled.Digest}"));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Uri? Address(string? text, string option) =>
        text is null ? null : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new WrongUsageException($"'{text}' is no address; give {option} one that starts with https://.");
}
