using System;
using System.Linq;
using System.Text;
using HubAnalyzers.Analyzers.Manifests;

namespace HubAnalyzers.Analyzers.Tests.Manifests;

/// <summary>RFC 8259, production by production: what a reader must take, what it must refuse and where, and what the RFC leaves to us.</summary>
public sealed class JsonReaderTests
{
    // Section 2, 3: values, white space, structural characters.
    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("false")]
    [InlineData("0")]
    [InlineData("\"\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData(" \t\r\n[ \t\r\n] \t\r\n")]
    [InlineData("{ \"a\" : 1 , \"b\" : [ 2 , 3 ] }")]
    [InlineData("[[[[]]],{}]")]
    [InlineData("{\"\":0}")]
    [InlineData("{\"a\":{\"a\":{\"a\":null}}}")]
    // Section 6: numbers.
    [InlineData("-0")]
    [InlineData("-1")]
    [InlineData("10")]
    [InlineData("0.5")]
    [InlineData("-0.0")]
    [InlineData("1e5")]
    [InlineData("1E5")]
    [InlineData("1e+5")]
    [InlineData("1e-5")]
    [InlineData("0e0")]
    [InlineData("1.25E-09")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("[0,1.0,-2e3]")]
    // Section 7: strings.
    [InlineData("\"abc\"")]
    [InlineData("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"")]
    [InlineData("\"\\u0000\"")]
    [InlineData("\"\\u00e9\\u00E9\\uABCD\\uabcd\"")]
    [InlineData("\"\\ud83d\\ude00\"")]
    [InlineData("\"\u007f\u0080\u2028\u2029\uffff\"")]
    [InlineData("\"\ud83d\ude00\"")]
    [InlineData("\"'/*not a comment*/ // nor this\"")]
    public void What_the_RFC_allows_is_read(string text)
    {
        var value = JsonReader.Read(text);

        Assert.Equal(text.Trim(' ', '\t', '\r', '\n'), text[value.Start..value.End]);
    }

    // Each with the position of the character at which the text ceases to be JSON.
    [Theory]
    // Nothing, or more than one value.
    [InlineData("", 0)]
    [InlineData("   ", 3)]
    [InlineData("1 2", 2)]
    [InlineData("null,", 4)]
    [InlineData("[]]", 2)]
    [InlineData("{}{}", 2)]
    [InlineData("nullx", 4)]
    // Words.
    [InlineData("nul", 0)]
    [InlineData("True", 0)]
    [InlineData("NULL", 0)]
    [InlineData("NaN", 0)]
    [InlineData("Infinity", 0)]
    [InlineData("-Infinity", 1)]
    [InlineData("undefined", 0)]
    // White space that is none of the four, and comments.
    [InlineData("\v1", 0)]
    [InlineData("\f1", 0)]
    [InlineData("\u00a01", 0)]
    [InlineData("\u20281", 0)]
    [InlineData("1\0", 1)]
    [InlineData("/* c */1", 0)]
    [InlineData("1 // c", 2)]
    [InlineData("# c\n1", 0)]
    // Numbers.
    [InlineData("+1", 0)]
    [InlineData(".5", 0)]
    [InlineData("-", 1)]
    [InlineData("-.5", 1)]
    [InlineData("--1", 1)]
    [InlineData("- 1", 1)]
    [InlineData("01", 1)]
    [InlineData("-01", 2)]
    [InlineData("00", 1)]
    [InlineData("1.", 2)]
    [InlineData("1.e1", 2)]
    [InlineData("1e", 2)]
    [InlineData("1e+", 3)]
    [InlineData("1e1.5", 3)]
    [InlineData("0x1", 1)]
    [InlineData("1_000", 1)]
    [InlineData("1,5", 1)]
    [InlineData("\uff11", 0)]
    [InlineData("1\u0661", 1)]
    // Arrays.
    [InlineData("[", 1)]
    [InlineData("[1", 2)]
    [InlineData("[1,", 3)]
    [InlineData("[1,]", 3)]
    [InlineData("[,1]", 1)]
    [InlineData("[1 2]", 3)]
    [InlineData("[1;2]", 2)]
    [InlineData("[1}", 2)]
    // Objects.
    [InlineData("{", 1)]
    [InlineData("{\"a\"", 4)]
    [InlineData("{\"a\":", 5)]
    [InlineData("{\"a\":1", 6)]
    [InlineData("{\"a\":1,", 7)]
    [InlineData("{\"a\":1,}", 7)]
    [InlineData("{,}", 1)]
    [InlineData("{\"a\"}", 4)]
    [InlineData("{\"a\" 1}", 5)]
    [InlineData("{\"a\"=1}", 4)]
    [InlineData("{a:1}", 1)]
    [InlineData("{'a':1}", 1)]
    [InlineData("{1:1}", 1)]
    [InlineData("{null:1}", 1)]
    [InlineData("{\"a\":1 \"b\":2}", 7)]
    [InlineData("{\"a\":1]", 6)]
    // Strings.
    [InlineData("\"", 0)]
    [InlineData("\"abc", 0)]
    [InlineData("'abc'", 0)]
    [InlineData("\"\\\"", 0)]
    [InlineData("\"\t\"", 1)]
    [InlineData("\"a\nb\"", 2)]
    [InlineData("\"a\0b\"", 2)]
    [InlineData("\"\u001f\"", 1)]
    [InlineData("\"\\x41\"", 1)]
    [InlineData("\"\\a\"", 1)]
    [InlineData("\"\\'\"", 1)]
    [InlineData("\"\\U0041\"", 1)]
    [InlineData("\"\\u\"", 1)]
    [InlineData("\"\\u004\"", 1)]
    [InlineData("\"\\u004g\"", 1)]
    [InlineData("\"\\u 041\"", 1)]
    [InlineData("\"\\u+041\"", 1)]
    [InlineData("\"\\", 1)]
    [InlineData("\"\\u00", 1)]
    public void What_the_RFC_forbids_is_refused_where_it_stands(string text, int position)
    {
        var error = Assert.Throws<JsonFormatException>(() => JsonReader.Read(text));

        Assert.Equal(position, error.Start);
        Assert.InRange(error.End, error.Start, Math.Max(text.Length, error.Start + 1));
    }

    [Theory]
    [InlineData("\ufeff[1]", true)]
    [InlineData("\ufeff\ufeff[1]", false)]
    [InlineData("[\ufeff1]", false)]
    [InlineData("[1]\ufeff", false)]
    public void A_byte_order_mark_is_passed_over_at_the_start_and_nowhere_else(string text, bool taken) => Assert.Equal(taken, IsTaken(text));

    // In a list, not in attributes: metadata is UTF-8 and would mend them.
    [Fact]
    public void Half_a_surrogate_pair_is_taken_as_it_stands()
    {
        foreach (var (text, expected) in new[]
        {
            ("\"\\ud800\"", "\ud800"), ("\"\\udc00\\ud800\"", "\udc00\ud800"), ("\"\ud800\"", "\ud800"), ("\"a\\ud83dz\"", "a\ud83dz"),
        })
        {
            Assert.Equal(expected, JsonReader.Read(text).Text);
        }
    }

    [Theory]
    [InlineData("{\"a\":1,\"a\":1}", 7)]
    [InlineData("{\"a\":1,\"b\":2,\"a\":null}", 13)]
    [InlineData("{\"a\":1,\"\\u0061\":2}", 7)]
    [InlineData("{\"\":1,\"\":2}", 6)]
    public void A_name_that_stands_twice_is_refused_at_its_second_place(string text, int position)
    {
        var error = Assert.Throws<JsonFormatException>(() => JsonReader.Read(text));

        Assert.Equal(position, error.Start);
    }

    [Theory]
    [InlineData("{\"a\":1,\"A\":1}")]
    [InlineData("{\"\u00e9\":1,\"e\u0301\":1}")]
    [InlineData("[{\"a\":1},{\"a\":1}]")]
    public void Names_are_compared_character_by_character_within_one_object(string text) => Assert.True(IsTaken(text));

    [Fact]
    public void An_object_of_many_members_finds_the_first_the_last_and_a_double()
    {
        var members = string.Join(",", Enumerable.Range(0, 1000).Select(static i => $"\"m{i}\":{i}"));

        var value = JsonReader.Read("{" + members + "}").Members;

        Assert.Equal(1000, value.Count);
        Assert.True(value.TryGetValue("m0", out var first) && first.Text == "0");
        Assert.True(value.TryGetValue("m999", out var last) && last.Text == "999");
        Assert.False(value.TryGetValue("m1000", out _));
        Assert.False(IsTaken("{" + members + ",\"m500\":0}"));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(1_000_000, false)]
    public void Nesting_is_bounded(int depth, bool taken)
    {
        Assert.Equal(taken, IsTaken(new string('[', depth) + new string(']', depth)));
        Assert.Equal(taken, IsTaken(string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1)));
    }

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("-9223372036854775808")]
    [InlineData("9223372036854775808")]
    [InlineData("1e309")]
    [InlineData("-1e-400")]
    [InlineData("0.1000000000000000055511151231257827")]
    public void A_number_is_kept_as_it_is_written(string text) => Assert.Equal(text, JsonReader.Read(text).Text);

    [Fact]
    public void Escapes_give_the_characters_they_stand_for() =>
        Assert.Equal("\"\\/\b\f\n\r\té\u0000\ud83d\ude00", JsonReader.Read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u0000\\ud83d\\ude00\"").Text);

    [Fact]
    public void Values_know_where_they_stand()
    {
        const string Text = "{ \"a\" : [ 1, \"x\\ny\" , null ] }";

        var root = JsonReader.Read(Text);
        Assert.True(root.Members.TryGetValue("a", out var list));

        Assert.Equal(["[ 1, \"x\\ny\" , null ]"], [Text[list.Start..list.End]]);
        Assert.Equal(["1", "\"x\\ny\"", "null"], list.Items.Select(i => Text[i.Start..i.End]));
        Assert.Equal([JsonKind.Number, JsonKind.String, JsonKind.Null], list.Items.Select(static i => i.Kind));
    }

    [Fact]
    public void Every_beginning_of_a_text_is_refused_at_its_end_or_in_its_last_word()
    {
        const string Text = "{\"a\":[1.5e+3,\"x\\u00e9\\n\",true,false,null,{}],\"b\":{\"c\":-0}}";

        for (var length = 0; length < Text.Length; length++)
        {
            var error = Assert.Throws<JsonFormatException>(() => JsonReader.Read(Text[..length]));
            Assert.InRange(error.Start, Math.Max(0, length - 12), length);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_text_is_read_or_refused_as_another_reader_does(int seed)
    {
        const string Alphabet = "{}[]:,\"\\ \n\tabtruefalsnl0123456789-+.eEu/\u00e9\u0001";
        var random = new Random(seed);
        var documents = Enumerable.Range(0, 4000).Select(_ => Mutate(random, "{\"a\":[1.5e+3,\"x\\u00e9\\n\",true,false,null,{}],\"b\":{\"c\":-0}}", Alphabet));

        foreach (var text in documents)
        {
            Assert.True(IsTaken(text) == IsTakenByAnother(text), text);
        }
    }

    [Fact]
    public void A_message_quotes_no_more_of_a_stranger_s_text_than_it_can_bear()
    {
        var name = "a\\nb" + new string('x', 100_000);

        var error = Assert.Throws<JsonFormatException>(() => JsonReader.Read($"{{\"{name}\":1,\"{name}\":2}}"));

        Assert.InRange(error.Message.Length, 1, 200);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("[{0}]", "{}")]
    [InlineData("[{0}]", "[\"a\\u0041b\",12345678901234567890]")]
    [InlineData("{{{0}}}", "\"@\":0")]
    public void Work_grows_with_the_text_and_no_faster(string frame, string item)
    {
        string Text(int count) => string.Format(System.Globalization.CultureInfo.InvariantCulture, frame, string.Join(",", Enumerable.Range(0, count).Select(i => item.Replace("@", "n" + i, StringComparison.Ordinal))));

        // In allocated bytes, which do not depend on who else is at work on this machine.
        var small = Allocated(Text(20_000));
        var large = Allocated(Text(160_000));

        Assert.InRange((double)large / small, 4, 12);
    }

    private static long Allocated(string text)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = JsonReader.Read(text);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string Mutate(Random random, string text, string alphabet)
    {
        var mutated = new StringBuilder(text);
        for (var edits = random.Next(1, 4); edits > 0 && mutated.Length > 0; edits--)
        {
            var at = random.Next(mutated.Length);
            switch (random.Next(3))
            {
                case 0:
                    mutated.Remove(at, 1);
                    break;
                case 1:
                    mutated.Insert(at, alphabet[random.Next(alphabet.Length)]);
                    break;
                default:
                    mutated[at] = alphabet[random.Next(alphabet.Length)];
                    break;
            }
        }

        return mutated.ToString();
    }

    private static bool IsTaken(string text)
    {
        try
        {
            _ = JsonReader.Read(text);
            return true;
        }
        catch (JsonFormatException)
        {
            return false;
        }
    }

    private static bool IsTakenByAnother(string text)
    {
        try
        {
            using var document = System.Text.Json.JsonDocument.Parse(text);
            return HasNoDoubles(document.RootElement);
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    private static bool HasNoDoubles(System.Text.Json.JsonElement element) => element.ValueKind switch
    {
        System.Text.Json.JsonValueKind.Object =>
            element.EnumerateObject().Select(static p => p.Name).Distinct(StringComparer.Ordinal).Count() == element.EnumerateObject().Count() &&
            element.EnumerateObject().All(static p => HasNoDoubles(p.Value)),
        System.Text.Json.JsonValueKind.Array => element.EnumerateArray().All(HasNoDoubles),
        _ => true,
    };
}
