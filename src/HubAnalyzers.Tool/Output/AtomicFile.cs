using System;
using System.IO;
using System.Text;
using HubAnalyzers.SavedModel;

namespace HubAnalyzers.Tool.Output;

/// <summary>Writes a text file whole or not at all.</summary>
internal static class AtomicFile
{
    public static void Write(string path, string text)
    {
        // Two processes that write one file must not meet in the temporary one.
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(temporary, text, new UTF8Encoding(false));
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HubModelFormatException(path, "it cannot be written: " + e.Message, "give a file in a folder that exists and can be written to", e);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
