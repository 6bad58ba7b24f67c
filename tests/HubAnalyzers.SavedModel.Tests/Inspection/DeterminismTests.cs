using System;
using System.Globalization;
using System.IO;
using HubAnalyzers.SavedModel.Tests.Hostile;
using HubAnalyzers.Testing;

namespace HubAnalyzers.SavedModel.Tests.Inspection;

public sealed class DeterminismTests
{
    private static string Carried => Repository.PathOf("samples", "models", "shapes_mobilenet");

    [Fact]
    public void A_manifest_depends_on_neither_culture_nor_time_zone_nor_the_files_times()
    {
        var here = ManifestFile.Write(ModelInspector.Inspect(Carried, "shapes"));
        using var copy = new ModelCopy(Carried);
        foreach (var file in Directory.EnumerateFiles(copy.Path, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, new DateTime(1999, 12, 31, 23, 59, 59, DateTimeKind.Utc));
        }

        var (culture, zone) = (CultureInfo.CurrentCulture, Environment.GetEnvironmentVariable("TZ"));
        try
        {
            // Kiritimati is a day ahead.
            CultureInfo.CurrentCulture = OddCulture.Make();
            Environment.SetEnvironmentVariable("TZ", "Pacific/Kiritimati");
            TimeZoneInfo.ClearCachedData();
            Assert.Equal("minus5", (-5).ToString(CultureInfo.CurrentCulture));
            Assert.Equal(here, ManifestFile.Write(ModelInspector.Inspect(copy.Path, "shapes")));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();
        }
    }
}
