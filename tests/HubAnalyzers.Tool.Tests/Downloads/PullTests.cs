using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;
using HubAnalyzers.Tool.Tests.Archives;
using static HubAnalyzers.Tool.Tests.Downloads.LoopbackServer;

namespace HubAnalyzers.Tool.Tests.Downloads;

/// <summary>Downloads from a server that does everything wrong that servers do.</summary>
public sealed class PullTests : IDisposable
{
    private const string Handle = "https://tfhub.dev/google/shapes/feature_vector/1";
    private static readonly byte[] _archive = TarBall.OfFolder(CarriedModel.Folder);
    private static readonly string _digest = ModelDigest.Compute(CarriedModel.Folder).Digest;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private CacheFolders Caches => new(_folder.File("tfhub"), _folder.File("kaggle"));

    private string Place => _folder.File(Path.Combine("tfhub", CacheFolders.FolderNameOf(Handle)));

    [Fact]
    public async Task A_model_comes_into_the_place_where_its_library_looks_for_it_with_its_digest_beside_it()
    {
        using var server = new LoopbackServer(static (r, _) => Reply.Good(r, _archive));
        var pulled = await Pull(server);
        Assert.Equal((Place, _digest, false), (pulled.Folder, pulled.Digest, pulled.WasPresent));
        Assert.Equal("/mirror/google/shapes/feature_vector/1?tf-hub-format=compressed", Assert.Single(server.Requests).Path);
        Assert.Equal(_digest, ModelDigest.Compute(Place).Digest);
        Assert.Contains(_digest, File.ReadAllText(Place + ".digest.json"), StringComparison.Ordinal);
        Assert.StartsWith($"Module: {Handle}\n", File.ReadAllText(Place + ".descriptor.txt"), StringComparison.Ordinal);
        OnlyTheModelIsThere();
        var listed = Assert.Single(CacheListing.Of(Caches));
        Assert.Equal((Handle, _digest, null), (listed.Handle, listed.Digest, listed.Problem));
    }

    [Fact]
    public async Task A_model_that_is_there_is_not_asked_for()
    {
        CarriedModel.CopyTo(_folder, Path.Combine("tfhub", CacheFolders.FolderNameOf(Handle)));
        using var server = new LoopbackServer(static (_, _) => throw new InvalidOperationException());
        Assert.True((await Pull(server)).WasPresent);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_broken_connection_is_taken_up_where_it_broke()
    {
        using var server = new LoopbackServer(static (r, n) => Reply.Good(r, _archive, cut: n < 4 ? _archive.Length / 4 : null));
        Assert.Equal(_digest, (await Pull(server)).Digest);
        Assert.Equal([null, _archive.Length / 4, _archive.Length / 4 * 2, _archive.Length / 4 * 3], server.Requests.Select(static r => r.From));
        Assert.All(server.Requests.Skip(1), static r => Assert.Equal("\"v1\"", r.Headers["If-Range"]));
        OnlyTheModelIsThere();
    }

    [Fact]
    public async Task A_later_command_goes_on_where_an_earlier_one_gave_up()
    {
        using var broken = new LoopbackServer(static (r, _) => Reply.Good(r, _archive, cut: 1000));
        var e = await Assert.ThrowsAsync<HubModelFormatException>(() => Pull(broken, attempts: 1));
        Assert.Contains("run the command again", e.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Place));
        Assert.Equal(1000, new FileInfo(Place + ".partial").Length);

        // Another address, so nothing vouches for the bytes: from the start.
        using var other = new LoopbackServer(static (r, _) => Reply.Good(r, _archive, cut: 2000));
        await Assert.ThrowsAsync<HubModelFormatException>(() => Pull(other, attempts: 1));
        Assert.Null(Assert.Single(other.Requests).From);
    }

    [Fact]
    public async Task Bytes_of_the_same_address_and_tag_are_gone_on_from()
    {
        var cut = true;
        using var server = new LoopbackServer((r, _) => Reply.Good(r, _archive, cut: cut ? 1000 : null));
        await Assert.ThrowsAsync<HubModelFormatException>(() => Pull(server, attempts: 1));
        cut = false;
        Assert.Equal(_digest, (await Pull(server, attempts: 1)).Digest);
        Assert.Equal(1000, server.Requests.Last().From);
    }

    [Fact]
    public async Task An_archive_that_changed_in_between_is_fetched_anew()
    {
        var older = _archive.Reverse().ToArray();
        using var server = new LoopbackServer((r, n) => n == 1 ? Reply.Good(r, older, "\"old\"", cut: 5000) : Reply.Good(r with { Headers = new Dictionary<string, string>() }, _archive, "\"new\""));
        Assert.Equal(_digest, (await Pull(server)).Digest);
    }

    [Fact]
    public async Task A_server_that_knows_no_ranges_is_asked_for_everything_again()
    {
        using var server = new LoopbackServer(static (r, n) => Reply.Good(r with { Headers = new Dictionary<string, string>() }, _archive, cut: n < 3 ? 3000 : null));
        Assert.Equal(_digest, (await Pull(server)).Digest);
    }

    [Fact]
    public async Task A_server_that_vouches_for_nothing_is_asked_for_everything_again()
    {
        using var server = new LoopbackServer(static (r, n) => n < 3
            ? new Reply("200 OK", _archive[..3000], ("Content-Length", _archive.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)))
            : Reply.Good(r, _archive));
        Assert.Equal(_digest, (await Pull(server)).Digest);
        Assert.All(server.Requests, static r => Assert.Null(r.From));
    }

    [Fact]
    public async Task A_server_that_sends_another_part_than_was_asked_for_corrupts_nothing()
    {
        using var server = new LoopbackServer(static (r, n) => n switch
        {
            1 => Reply.Good(r, _archive, cut: 4000),
            2 => new Reply("206 Partial Content", _archive[..100], ("Content-Length", "100"), ("Content-Range", $"bytes 0-99/{_archive.Length}")),
            _ => Reply.Good(r, _archive),
        });
        Assert.Equal(_digest, (await Pull(server)).Digest);
    }

    [Fact]
    public async Task Errors_of_the_server_pass_and_are_tried_again()
    {
        using var server = new LoopbackServer(static (r, n) => n < 3 ? new Reply(n == 1 ? "503 Service Unavailable" : "429 Too Many Requests", [], ("Content-Length", "0")) : Reply.Good(r, _archive));
        Assert.Equal(_digest, (await Pull(server)).Digest);
    }

    [Theory]
    [InlineData("404 Not Found", "404 Not Found; check the handle")]
    [InlineData("403 Forbidden", "403 Forbidden; accept the model's licence")]
    [InlineData("418 Teapot", "418 Teapot")]
    public async Task A_no_is_a_no_at_once(string status, string problem)
    {
        using var server = new LoopbackServer((_, _) => new Reply(status, [], ("Content-Length", "0")));
        Assert.Contains(problem, (await Assert.ThrowsAsync<HubModelFormatException>(() => Pull(server))).Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
        Assert.False(Directory.Exists(Place));
    }

    [Fact]
    public async Task A_silent_server_is_left_after_a_while()
    {
        using var server = new LoopbackServer(static (r, n) => n == 1 ? Reply.Good(r, _archive, cut: 500) with { Hangs = TimeSpan.FromSeconds(20) } : Reply.Good(r, _archive));
        Assert.Equal(_digest, (await Pull(server, silence: TimeSpan.FromMilliseconds(500))).Digest);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_body_that_ends_early_without_a_length_is_found_out_by_the_archive()
    {
        using var server = new LoopbackServer(static (_, _) => new Reply("200 OK", _archive[..(_archive.Length - 20)]));
        await Assert.ThrowsAsync<HubModelFormatException>(() => Pull(server));
        NothingIsThere();
    }

    public static TheoryData<string, byte[]> Hostile() => new()
    {
        { "leads out", TarBall.Gzip(TarBall.Block("../evil", '0', "00000000001\0", [1])) },
        { "leads out", TarBall.Gzip(TarBall.Block("/tmp/evil", '0', "00000000001\0", [1])) },
        { "is a link", TarBall.Gzip(TarBall.Block("variables", '2', "00000000000\0", link: "/etc")) },
        { "claims to unpack", TarBall.Gzip(TarBall.Block("saved_model.pb", '0', "77777777777\0")) },
        { "no saved_model.pb", TarBall.Gzip(TarBall.Block("readme", '0', "00000000001\0", [1])) },
        { "saved_model.pb: it is truncated", TarBall.Gzip(TarBall.Block("saved_model.pb", '0', "00000000001\0", [0xff])) },
        { "", Encoding.UTF8.GetBytes("<html>Please log in</html>") },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_hostile_or_wrong_archive_never_reaches_the_cache(string problem, byte[] archive)
    {
        using var server = new LoopbackServer((r, _) => Reply.Good(r, archive));
        Assert.Contains(problem, (await Assert.ThrowsAsync<HubModelFormatException>(() => Pull(server))).Message, StringComparison.Ordinal);
        NothingIsThere();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_archive_that_is_too_large_is_refused_whether_the_server_says_so_or_not(bool saysSo)
    {
        using var server = new LoopbackServer((r, _) => saysSo ? Reply.Good(r, _archive) : new Reply("200 OK", _archive));
        var e = await Assert.ThrowsAsync<HubModelFormatException>(() => ModelDownloader.PullAsync(HubHandle.Parse(Handle), Caches, Options(server) with { LargestArchive = 10_000 }));
        Assert.Contains("more than 10,000 bytes", e.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Place));
    }

    [Fact]
    public async Task Another_model_than_was_expected_is_refused()
    {
        using var server = new LoopbackServer(static (r, _) => Reply.Good(r, _archive));
        var e = await Assert.ThrowsAsync<HubModelFormatException>(() => ModelDownloader.PullAsync(HubHandle.Parse(Handle), Caches, Options(server) with { ExpectedDigest = "sha256:0" }));
        Assert.Contains("not the expected sha256:0", e.Message, StringComparison.Ordinal);
        NothingIsThere();
    }

    [Fact]
    public async Task Of_many_who_pull_one_model_at_once_one_fetches_it()
    {
        using var server = new LoopbackServer(static (r, _) => Reply.Good(r, _archive) with { Delay = TimeSpan.FromMilliseconds(300) });
        var pulled = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Pull(server))));
        Assert.Single(server.Requests);
        Assert.Single(pulled, static p => !p.WasPresent);
        OnlyTheModelIsThere();
    }

    [Fact]
    public async Task Who_gives_up_leaves_what_the_next_goes_on_from()
    {
        using var server = new LoopbackServer(static (r, n) => n == 1 ? Reply.Good(r, _archive, cut: 700) with { Hangs = TimeSpan.FromSeconds(20) } : Reply.Good(r, _archive));
        using var cancellation = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ModelDownloader.PullAsync(HubHandle.Parse(Handle), Caches, Options(server), null, cancellation.Token));
        Assert.Equal(_digest, (await Pull(server)).Digest);
        Assert.Equal(700, server.Requests.Last().From);
    }

    [Fact]
    public async Task A_model_of_Kaggles_comes_from_its_interface_into_its_own_layout()
    {
        using var server = new LoopbackServer(static (r, _) => Reply.Good(r, _archive));
        var pulled = await ModelDownloader.PullAsync(HubHandle.Parse("google/shapes/tensorFlow2/default/3"), Caches, Options(server));
        Assert.Equal("/mirror/models/google/shapes/tensorFlow2/default/3/download", Assert.Single(server.Requests).Path);
        Assert.Equal(Path.Combine(Caches.Kaggle, "models", "google", "shapes", "tensorFlow2", "default", "3"), pulled.Folder);
        Assert.True(File.Exists(pulled.Folder + ".complete"));
        Assert.True((await ModelDownloader.PullAsync(HubHandle.Parse("google/shapes/TensorFlow2/default/3"), Caches, Options(server))).WasPresent);
    }

    [Theory]
    [InlineData("https://tfhub.dev/google/lite-model/x/1", "not a SavedModel")]
    [InlineData("google/shapes/tensorFlow2/default", "names no version")]
    [InlineData("shapes_mobilenet", "no handle of tfhub.dev or Kaggle")]
    public async Task What_cannot_be_pulled_is_said_without_asking_anybody(string handle, string problem) =>
        Assert.Contains(problem, (await Assert.ThrowsAsync<HubModelFormatException>(() => ModelDownloader.PullAsync(HubHandle.Parse(handle), Caches))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Plain_http_is_for_this_machine_only()
    {
        var e = await Assert.ThrowsAsync<HubModelFormatException>(() => ModelDownloader.PullAsync(HubHandle.Parse(Handle), Caches, new ModelDownloadOptions { BaseAddress = new Uri("http://mirror.example/") }));
        Assert.Contains("no https:// address", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_is_asked_in_the_servers_place()
    {
        using var proxy = new LoopbackServer(static (r, _) => Reply.Good(r, _archive));
        var options = Options(proxy) with { BaseAddress = new Uri("http://localhost:9/behind"), Proxy = new Uri(new Uri(proxy.Address).GetLeftPart(UriPartial.Authority)) };
        await ModelDownloader.PullAsync(HubHandle.Parse(Handle), Caches, options);
        Assert.Equal("http://localhost:9/behind/google/shapes/feature_vector/1?tf-hub-format=compressed", Assert.Single(proxy.Requests).Path);
    }

    [Fact]
    public void The_command_pulls_keeps_the_card_and_says_where()
    {
        using var server = new LoopbackServer(static (r, _) => Reply.Good(r, _archive));
        File.WriteAllText(_folder.File("card.md"), "# Module google/shapes/feature_vector/1\n\n<!-- fine-tunable: false -->\n");
        Assert.Equal($"{Handle}: pulled, in {Place}, {_digest}\n", Run("pull", Handle, "--base-address", server.Address, "--card", _folder.File("card.md")).Done());
        Assert.Equal($"{Handle}: is there, in {Place}, {_digest}\n", Run("pull", Handle, "--base-address", server.Address).Done());
        Assert.Contains("but the bytes contradict: layers can be trained", Run("inspect", Handle).Done(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_names_the_model_and_the_digest_it_must_have()
    {
        using var server = new LoopbackServer(static (r, _) => Reply.Good(r, _archive));
        var manifest = _folder.File("m.hubmodel.json");
        ManifestFile.Write(ModelInspector.Inspect(CarriedModel.Folder, Handle), manifest);
        Assert.Contains("pulled", Run("pull", manifest, "--base-address", server.Address).Done(), StringComparison.Ordinal);
        Assert.Contains("agrees", Run("verify", manifest).Done(), StringComparison.Ordinal);

        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace(_digest, "sha256:" + new string('0', 64), StringComparison.Ordinal));
        Assert.Contains("not the expected", Run("pull", manifest, "--base-address", server.Address).Failed(ExitCodes.BadInput), StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_cannot_be_reached_is_one_line()
    {
        string address;
        using (var server = new LoopbackServer(static (_, _) => throw new InvalidOperationException()))
        {
            address = server.Address;
        }

        var line = Run("pull", "https://tfhub.dev/google/gone/1", "--base-address", address, "--attempts", "1").Failed(ExitCodes.BadInput);
        Assert.Contains("it cannot be fetched (1 attempt)", line, StringComparison.Ordinal);
        Assert.Contains("Connection refused", line, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("--base-address", "ftp://x")]
    [InlineData("--proxy", "nonsense")]
    public void An_address_that_is_none_is_wrong_usage(string option, string value) =>
        Assert.Contains(option, Run("pull", Handle, option, value).Failed(ExitCodes.WrongUsage), StringComparison.Ordinal);

    private static ModelDownloadOptions Options(LoopbackServer server) => new() { BaseAddress = new Uri(server.Address), FirstPause = TimeSpan.FromMilliseconds(1) };

    private Task<ModelDownload> Pull(LoopbackServer server, int attempts = 6, TimeSpan? silence = null) =>
        ModelDownloader.PullAsync(HubHandle.Parse(Handle), Caches, Options(server) with { Attempts = attempts, Silence = silence ?? TimeSpan.FromSeconds(30) });

    private ToolRun Run(params string[] arguments) => ToolRun.With(arguments, environment: new Dictionary<string, string> { [CacheFolders.TfHubVariable] = Caches.TfHub, [CacheFolders.KaggleVariable] = Caches.Kaggle });

    private void OnlyTheModelIsThere() =>
        Assert.Equal(
            [Path.GetFileName(Place), Path.GetFileName(Place) + ".descriptor.txt", Path.GetFileName(Place) + ".digest.json"],
            Directory.EnumerateFileSystemEntries(Caches.TfHub).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    private void NothingIsThere()
    {
        Assert.Empty(Directory.EnumerateFileSystemEntries(Caches.TfHub));
        Assert.False(File.Exists("/tmp/evil"));
    }
}
