using System.ComponentModel;

namespace System.Runtime.CompilerServices;

/// <summary>What the compiler asks for where a record or a property has <c>init</c>; .NET Standard 2.0 lacks it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
internal static class IsExternalInit;
