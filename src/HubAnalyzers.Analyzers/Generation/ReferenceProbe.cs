using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Generation;

/// <summary>
/// Looks for the types that decide what is generated, reference by reference. A keystroke leaves references as they are, so that nothing
/// here runs for it; a question to the compilation would be asked again each time.
/// </summary>
internal static class ReferenceProbe
{
    private const string FactsNamespace = "HubAnalyzers";
    private const string FactsType = "HubModelInfo";
    private const string RuntimeNamespace = "HubAnalyzers.Runtime";
    private const string RuntimeType = "HubModel";
    private const string KerasNamespace = "Tensorflow.Hub";
    private const string KerasType = "KerasLayer";
    private const string HandleParameter = "handle";
    private const string TrainableParameter = "trainable";

    public static ReferenceOffers Of(MetadataReference reference)
    {
        // What has an extern alias only is out of the reach of generated code.
        var aliases = reference.Properties.Aliases;
        if (!aliases.IsDefaultOrEmpty && !aliases.Contains(MetadataReferenceProperties.GlobalAlias))
        {
            return ReferenceOffers.None;
        }

        return reference switch
        {
            CompilationReference project => Of(project.Compilation.Assembly),
            PortableExecutableReference file => Of(file),
            _ => ReferenceOffers.None,
        };
    }

    private static ReferenceOffers Of(IAssemblySymbol assembly)
    {
        return
            (Find(FactsNamespace, FactsType) is not null ? ReferenceOffers.Facts : 0) |
            (Find(RuntimeNamespace, RuntimeType) is not null ? ReferenceOffers.Runtime : 0) |
            (Find(KerasNamespace, KerasType) is { } keras && keras.InstanceConstructors.Any(static c => IsConstructor(c)) ? ReferenceOffers.KerasLayer : 0);

        INamedTypeSymbol? Find(string space, string name) =>
            assembly.GetTypeByMetadataName(space + "." + name) is { DeclaredAccessibility: Accessibility.Public } type ? type : null;
    }

    private static ReferenceOffers Of(PortableExecutableReference file)
    {
        try
        {
            return file.GetMetadata() is AssemblyMetadata assembly
                ? assembly.GetModules().Aggregate(ReferenceOffers.None, static (offers, module) => offers | Of(module.GetMetadataReader()))
                : ReferenceOffers.None;
        }
        catch (Exception e) when (e is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            // The compiler reports a reference that cannot be read.
            return ReferenceOffers.None;
        }
    }

    private static ReferenceOffers Of(MetadataReader reader)
    {
        var offers = ReferenceOffers.None;
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            if ((type.Attributes & TypeAttributes.VisibilityMask) != TypeAttributes.Public)
            {
                continue;
            }

            if (Is(FactsNamespace, FactsType))
            {
                offers |= ReferenceOffers.Facts;
            }
            else if (Is(RuntimeNamespace, RuntimeType))
            {
                offers |= ReferenceOffers.Runtime;
            }
            else if (Is(KerasNamespace, KerasType) && type.GetMethods().Any(m => IsConstructor(reader, reader.GetMethodDefinition(m))))
            {
                offers |= ReferenceOffers.KerasLayer;
            }

            bool Is(string space, string name) => reader.StringComparer.Equals(type.Name, name) && reader.StringComparer.Equals(type.Namespace, space);
        }

        return offers;
    }

    private static bool IsConstructor(IMethodSymbol method) =>
        method is { DeclaredAccessibility: Accessibility.Public, Parameters: [{ Name: HandleParameter }, { Name: TrainableParameter }, ..] } &&
        method.Parameters.Skip(2).All(static p => p.IsOptional);

    private static bool IsConstructor(MetadataReader reader, MethodDefinition method)
    {
        if (!reader.StringComparer.Equals(method.Name, ".ctor") || (method.Attributes & MethodAttributes.MemberAccessMask) != MethodAttributes.Public)
        {
            return false;
        }

        var parameters = method.GetParameters().Select(reader.GetParameter).Where(static p => p.SequenceNumber > 0).OrderBy(static p => p.SequenceNumber).ToList();
        return parameters.Count >= 2 &&
            reader.StringComparer.Equals(parameters[0].Name, HandleParameter) &&
            reader.StringComparer.Equals(parameters[1].Name, TrainableParameter) &&
            parameters.Skip(2).All(static p => (p.Attributes & ParameterAttributes.Optional) != 0);
    }
}
