using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace HubAnalyzers.Analyzers.Manifests;

/// <summary>
/// A strict reader of RFC 8259, with positions. Written here because an analyzer that brings a JSON library along fails to load
/// wherever the host has another version of it.
/// </summary>
internal sealed class JsonReader
{
    private const int DeepestNesting = 64;
    private readonly string _text;
    private readonly StringPool _pool;
    private readonly StringBuilder _scratch = new();
    private int _position;

    private JsonReader(string text)
    {
        _text = text;
        _pool = new StringPool(text.Length);
    }

    /// <summary>Reads one value and nothing after it.</summary>
    /// <exception cref="JsonFormatException">The text is no JSON, nests too deep, or names a member twice.</exception>
    public static JsonValue Read(string text)
    {
        var reader = new JsonReader(text);
        if (text.Length > 0 && text[0] == '\ufeff')
        {
            reader._position = 1;
        }

        reader.SkipSpace();
        var value = reader.ReadValue(0);
        reader.SkipSpace();
        return reader._position == text.Length ? value : throw reader.Unexpected("the end of the file");
    }

    private JsonValue ReadValue(int depth)
    {
        if (depth >= DeepestNesting && Peek() is '{' or '[')
        {
            throw Fail($"it nests deeper than {DeepestNesting} levels", _position);
        }

        return Peek() switch
        {
            '{' => ReadObject(depth),
            '[' => ReadArray(depth),
            '"' => ReadStringValue(),
            't' => ReadWord("true", JsonKind.True),
            'f' => ReadWord("false", JsonKind.False),
            'n' => ReadWord("null", JsonKind.Null),
            '-' or (>= '0' and <= '9') => ReadNumber(),
            _ => throw Unexpected("a value"),
        };
    }

    private JsonValue ReadObject(int depth)
    {
        var start = _position++;
        SkipSpace();
        if (Peek() == '}')
        {
            _position++;
            return new JsonValue(JsonKind.Object, start, _position);
        }

        var members = new JsonMembers();
        while (true)
        {
            if (Peek() != '"')
            {
                throw Unexpected("a name in quotes");
            }

            var nameStart = _position;
            var name = ReadString();
            var nameEnd = _position;
            SkipSpace();
            Expect(':', "':'");
            SkipSpace();
            if (members.TryGetValue(name, out _))
            {
                throw new JsonFormatException($"{JsonFormatException.Quote(name)} stands twice in one object", nameStart, nameEnd);
            }

            members.Add(name, ReadValue(depth + 1));
            SkipSpace();
            if (Peek() == ',')
            {
                _position++;
                SkipSpace();
                continue;
            }

            Expect('}', "',' or '}'");
            return new JsonValue(JsonKind.Object, start, _position) { Members = members };
        }
    }

    private JsonValue ReadArray(int depth)
    {
        var start = _position++;
        SkipSpace();
        if (Peek() == ']')
        {
            _position++;
            return new JsonValue(JsonKind.Array, start, _position);
        }

        var items = new List<JsonValue>();
        while (true)
        {
            items.Add(ReadValue(depth + 1));
            SkipSpace();
            if (Peek() == ',')
            {
                _position++;
                SkipSpace();
                continue;
            }

            Expect(']', "',' or ']'");
            return new JsonValue(JsonKind.Array, start, _position) { Items = items };
        }
    }

    private JsonValue ReadStringValue()
    {
        var start = _position;
        var text = ReadString();
        return new JsonValue(JsonKind.String, start, _position) { Text = text };
    }

    private string ReadString()
    {
        var start = _position++;
        var plain = _position;
        while (plain < _text.Length && _text[plain] is not ('"' or '\\') && _text[plain] >= ' ')
        {
            plain++;
        }

        // Nearly every string of a manifest is plain: one copy at most, no builder.
        if (plain < _text.Length && _text[plain] == '"')
        {
            var text = _pool.Get(_text, _position, plain - _position);
            _position = plain + 1;
            return text;
        }

        _scratch.Clear();
        while (true)
        {
            var c = Peek();
            switch (c)
            {
                case '"':
                    _position++;
                    return _scratch.ToString();
                case '\\':
                    ReadEscape();
                    break;
                case '\0' when _position >= _text.Length:
                    throw new JsonFormatException("a string has no closing quote", start, _text.Length);
                case < ' ':
                    throw Fail("a control character must be escaped", _position);
                default:
                    _scratch.Append(c);
                    _position++;
                    break;
            }
        }
    }

    private void ReadEscape()
    {
        var start = _position++;
        var c = Peek();
        _position++;
        switch (c)
        {
            case '"' or '\\' or '/':
                _scratch.Append(c);
                return;
            case 'b':
                _scratch.Append('\b');
                return;
            case 'f':
                _scratch.Append('\f');
                return;
            case 'n':
                _scratch.Append('\n');
                return;
            case 'r':
                _scratch.Append('\r');
                return;
            case 't':
                _scratch.Append('\t');
                return;
            case 'u' when _position + 4 <= _text.Length &&
                IsHex(_text[_position]) && IsHex(_text[_position + 1]) && IsHex(_text[_position + 2]) && IsHex(_text[_position + 3]):
                _scratch.Append((char)int.Parse(_text.Substring(_position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                _position += 4;
                return;
            default:
                throw new JsonFormatException("this escape is not one of JSON's", start, Math.Min(_position, _text.Length));
        }
    }

    private JsonValue ReadNumber()
    {
        var start = _position;
        if (Peek() == '-')
        {
            _position++;
        }

        if (Peek() == '0')
        {
            _position++;
        }
        else
        {
            ReadDigits();
        }

        if (Peek() == '.')
        {
            _position++;
            ReadDigits();
        }

        if (Peek() is 'e' or 'E')
        {
            _position++;
            if (Peek() is '+' or '-')
            {
                _position++;
            }

            ReadDigits();
        }

        return new JsonValue(JsonKind.Number, start, _position) { Text = _pool.Get(_text, start, _position - start) };
    }

    private void ReadDigits()
    {
        if (Peek() is < '0' or > '9')
        {
            throw Unexpected("a digit");
        }

        while (Peek() is >= '0' and <= '9')
        {
            _position++;
        }
    }

    private JsonValue ReadWord(string word, JsonKind kind)
    {
        if (string.CompareOrdinal(_text, _position, word, 0, word.Length) != 0)
        {
            throw Unexpected("a value");
        }

        _position += word.Length;
        return new JsonValue(kind, _position - word.Length, _position);
    }

    private void SkipSpace()
    {
        while (_position < _text.Length && _text[_position] is ' ' or '\t' or '\n' or '\r')
        {
            _position++;
        }
    }

    private void Expect(char c, string what)
    {
        if (Peek() != c)
        {
            throw Unexpected(what);
        }

        _position++;
    }

    /// <summary>The next character; NUL at the end, which no rule of the grammar accepts.</summary>
    private char Peek() => _position < _text.Length ? _text[_position] : '\0';

    private JsonFormatException Unexpected(string expected) => _position >= _text.Length
        ? new JsonFormatException($"the file ends where {expected} is expected", _text.Length, _text.Length)
        : Fail($"{expected} is expected here", _position);

    private static JsonFormatException Fail(string message, int position) => new(message, position, position + 1);

    private static bool IsHex(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
}
