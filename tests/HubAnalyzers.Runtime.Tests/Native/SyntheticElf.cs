using System;
using System.IO;
using System.Text;

namespace HubAnalyzers.Runtime.Tests.Native;

/// <summary>The smallest shared object that has a table of version needs: written from the ELF specification, field by field.</summary>
internal static class SyntheticElf
{
    /// <summary>Where the flags of the second need (GLIBCXX_3.4.32) lie.</summary>
    public const int FlagsOfSecond = 256 + 16 + 16 + 4;

    public static byte[] Build(string first = "GLIBCXX_3.4.11", string second = "GLIBCXX_3.4.32")
    {
        var bytes = new byte[512];
        using var w = new BinaryWriter(new MemoryStream(bytes));

        // Header: e_phoff 64, two program headers of 56 bytes.
        w.Write([0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0]);
        Put(w, 32, 64UL);
        Put(w, 54, (ushort)56);
        Put(w, 56, (ushort)2);

        // PT_LOAD: the file at address 0x1000. PT_DYNAMIC: at offset 192, four entries.
        Put(w, 64, 1U);
        Put(w, 64 + 8, 0UL);
        Put(w, 64 + 16, 0x1000UL);
        Put(w, 64 + 32, 512UL);
        Put(w, 120, 2U);
        Put(w, 120 + 8, 192UL);
        Put(w, 120 + 16, 0x1000UL + 192);
        Put(w, 120 + 32, 64UL);

        // DT_STRTAB, DT_VERNEED, DT_VERNEEDNUM, DT_NULL.
        Put(w, 192, 5UL);
        Put(w, 200, 0x1000UL + 320);
        Put(w, 208, 0x6ffffffeUL);
        Put(w, 216, 0x1000UL + 256);
        Put(w, 224, 0x6fffffffUL);
        Put(w, 232, 1UL);

        // Verneed: version 1, two entries, at +16; then the two, 16 bytes apart.
        Put(w, 256, (ushort)1);
        Put(w, 258, (ushort)2);
        Put(w, 264, 16U);
        Put(w, 272 + 8, 1U);
        Put(w, 272 + 12, 16U);
        Put(w, 288 + 8, (uint)(first.Length + 2));
        w.BaseStream.Position = 321;
        w.Write(Encoding.ASCII.GetBytes(first + "\0" + second + "\0"));
        return bytes;
    }

    private static void Put(BinaryWriter w, int at, ulong value)
    {
        w.BaseStream.Position = at;
        w.Write(value);
    }

    private static void Put(BinaryWriter w, int at, uint value)
    {
        w.BaseStream.Position = at;
        w.Write(value);
    }

    private static void Put(BinaryWriter w, int at, ushort value)
    {
        w.BaseStream.Position = at;
        w.Write(value);
    }
}
