namespace System;

/// <summary>A place counted from the start, or with <c>^</c> from the end; .NET Standard 2.0 lacks it.</summary>
internal readonly struct Index(int value, bool fromEnd = false)
{
    /// <summary>The place in something of this length.</summary>
    public int GetOffset(int length) => fromEnd ? length - value : value;

    public static implicit operator Index(int value) => new(value);
}
