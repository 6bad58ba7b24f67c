using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace HubAnalyzers.Architecture.Tests.Reading;

/// <summary>An assembly as it was compiled: what it references, and which of its folders use which.</summary>
internal sealed class CompiledProject
{
    private CompiledProject(IReadOnlyList<string> references, IReadOnlyList<Use> uses, SourceFolders folders)
    {
        References = references;
        Uses = uses;
        Folders = folders;
    }

    /// <summary>The assemblies that it references.</summary>
    public IReadOnlyList<string> References { get; }

    /// <summary>Every use of a type by one of another folder or another assembly.</summary>
    public IReadOnlyList<Use> Uses { get; }

    public SourceFolders Folders { get; }

    /// <summary>A project of <c>src/</c>, as this build made it.</summary>
    public static CompiledProject OfSource(string project)
    {
        var configuration = typeof(CompiledProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(static a => a.Key == "Configuration").Value!;
        var outputs = Path.Combine(Testing.Repository.PathOf("src", project, "bin"), configuration);
        var assembly = Directory.EnumerateFiles(outputs, (project == "HubAnalyzers.Tool" ? "dotnet-hub" : project) + ".dll", SearchOption.AllDirectories)
            .Where(static f => !f.Contains("/ref/", StringComparison.Ordinal)).OrderBy(static f => f.Length).First();
        return Read(assembly, project);
    }

    public static CompiledProject Read(string file, string project)
    {
        using var assembly = new PEReader(File.OpenRead(file));
        var metadata = assembly.GetMetadataReader();
        var folders = new SourceFolders(assembly, metadata, project);
        var uses = new HashSet<Use>();
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = TypeName.Of(metadata, handle);
            if (folders.Of(type) is not { } from)
            {
                continue;
            }

            foreach (var used in UsedBy(assembly, metadata, handle))
            {
                if (used.Assembly.Length > 0)
                {
                    uses.Add(new Use(from, type, used.Assembly, used));
                }
                else if (folders.Of(used) is { } to && to != from)
                {
                    uses.Add(new Use(from, type, to, used));
                }
            }
        }

        var references = metadata.AssemblyReferences.Select(r => metadata.GetString(metadata.GetAssemblyReference(r).Name)).Order(StringComparer.Ordinal);
        return new CompiledProject([.. references], [.. uses.OrderBy(static u => u.ToString(), StringComparer.Ordinal)], folders);
    }

    private static IReadOnlySet<TypeName> UsedBy(PEReader assembly, MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var named = new NamedTypes(metadata);
        var type = metadata.GetTypeDefinition(handle);
        named.Add(type.GetCustomAttributes());
        named.Add(type.GetGenericParameters());
        if (!type.BaseType.IsNil)
        {
            named.Add(type.BaseType);
        }

        foreach (var implemented in type.GetInterfaceImplementations())
        {
            named.Add(metadata.GetInterfaceImplementation(implemented).Interface);
        }

        foreach (var field in type.GetFields().Select(metadata.GetFieldDefinition))
        {
            named.Add(field.GetCustomAttributes());
            field.DecodeSignature(named, null);
        }

        foreach (var property in type.GetProperties().Select(metadata.GetPropertyDefinition))
        {
            named.Add(property.GetCustomAttributes());
        }

        foreach (var method in type.GetMethods().Select(metadata.GetMethodDefinition))
        {
            named.Add(method.GetCustomAttributes());
            named.Add(method.GetGenericParameters());
            method.DecodeSignature(named, null);
            if (method.RelativeVirtualAddress == 0)
            {
                continue;
            }

            var body = assembly.GetMethodBody(method.RelativeVirtualAddress);
            foreach (var token in IlTokens.Of(body))
            {
                named.Add(token);
            }

            if (!body.LocalSignature.IsNil)
            {
                named.Add((EntityHandle)body.LocalSignature);
            }

            foreach (var caught in body.ExceptionRegions.Where(static r => !r.CatchType.IsNil))
            {
                named.Add(caught.CatchType);
            }
        }

        return named.Found;
    }
}
