using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace HubAnalyzers.Architecture.Tests.Reading;

/// <summary>In which folder of its project each type is written, from the symbols that the assembly carries.</summary>
internal sealed class SourceFolders
{
    /// <summary>Where the code lies that protoc writes, whose sources are not in a folder of the project.</summary>
    public const string Protos = "Protos";

    /// <summary>The compiler lists so the files of types that have no code: enumerations and interfaces.</summary>
    private static readonly Guid _typeDefinitionDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    private readonly Dictionary<TypeName, SortedSet<string>> _folders = [];

    public SourceFolders(PEReader assembly, MetadataReader metadata, string project)
    {
        var entry = assembly.ReadDebugDirectory().First(static e => e.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        using var provider = assembly.ReadEmbeddedPortablePdbDebugDirectoryData(entry);
        var symbols = provider.GetMetadataReader();
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = TypeName.Of(metadata, handle);
            foreach (var document in DocumentsOf(metadata, symbols, handle))
            {
                if (FolderOf(symbols.GetString(symbols.GetDocument(document).Name), project) is { } folder)
                {
                    _folders.TryAdd(type, new SortedSet<string>(StringComparer.Ordinal));
                    _folders[type].Add(folder);
                }
            }
        }
    }

    /// <summary>The types that are written in several folders.</summary>
    public IEnumerable<TypeName> Spread => _folders.Where(static f => f.Value.Count > 1).Select(static f => f.Key);

    public IReadOnlySet<string> All => _folders.Values.SelectMany(static f => f).ToHashSet(StringComparer.Ordinal);

    /// <summary>The folder of a type: "" for the project's own, null for what the compiler made.</summary>
    public string? Of(TypeName type) => _folders.TryGetValue(type, out var folders) ? folders.Min : null;

    private static IEnumerable<DocumentHandle> DocumentsOf(MetadataReader metadata, MetadataReader symbols, TypeDefinitionHandle type)
    {
        foreach (var method in metadata.GetTypeDefinition(type).GetMethods())
        {
            var debug = symbols.GetMethodDebugInformation(method.ToDebugInformationHandle());
            foreach (var point in debug.SequencePointsBlob.IsNil ? [] : debug.GetSequencePoints())
            {
                yield return point.Document;
                break;
            }
        }

        foreach (var information in symbols.GetCustomDebugInformation(type).Select(symbols.GetCustomDebugInformation).Where(i => symbols.GetGuid(i.Kind) == _typeDefinitionDocuments))
        {
            var blob = symbols.GetBlobReader(information.Value);
            while (blob.RemainingBytes > 0)
            {
                yield return System.Reflection.Metadata.Ecma335.MetadataTokens.DocumentHandle(blob.ReadCompressedInteger());
            }
        }
    }

    /// <summary>The first folder below the project; of a source that is compiled in from another project, that one's name before it.</summary>
    private static string? FolderOf(string document, string project)
    {
        var parts = document.Replace('\\', '/').Split('/');
        var own = Array.LastIndexOf(parts, project);
        if (own >= 0)
        {
            return own + 1 < parts.Length && parts[own + 1] == "obj" ? (parts[^2] == "Protos" || parts[^2].StartsWith("net", StringComparison.Ordinal) ? Protos : null)
                : own + 2 < parts.Length ? parts[own + 1] : "";
        }

        var other = Array.FindLastIndex(parts, static p => p.StartsWith("HubAnalyzers.", StringComparison.Ordinal));
        return other >= 0 && other + 2 < parts.Length ? parts[other] + "/" + parts[other + 1] : null;
    }
}
