using System;
using System.IO;
using System.Text;
using HubAnalyzers.SavedModel;

namespace HubAnalyzers.Tool.Output;

/// <summary>Writes a text file whole or not at all; what goes wrong is told in the tool's words.</summary>
internal static class AtomicFile
{
    public static void Write(string path, string text)
    {
        try
        {
            WholeFile.Write(path, Encoding.UTF8.GetBytes(text));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HubModelFormatException(path, "it cannot be written: " + e.Message, "give a file in a folder that exists and can be written to", e);
        }
    }
}
