using System;

namespace HubAnalyzers;

/// <summary>Marks a class generated from a manifest and ties it to that manifest.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class HubModelAttribute : Attribute
{
    /// <summary>Ties the class to the model with this handle and digest.</summary>
    /// <param name="handle">The handle in the manifest.</param>
    /// <param name="digest">The digest in the manifest, <c>sha256:…</c>.</param>
    public HubModelAttribute(string handle, string digest)
    {
        Handle = handle;
        Digest = digest;
    }

    /// <summary>The handle in the manifest.</summary>
    public string Handle { get; }

    /// <summary>The digest in the manifest, <c>sha256:…</c>.</summary>
    public string Digest { get; }
}
