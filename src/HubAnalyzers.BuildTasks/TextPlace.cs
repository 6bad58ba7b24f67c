namespace HubAnalyzers.BuildTasks;

/// <summary>A place in a text, counted from 1 as MSBuild does.</summary>
internal readonly record struct TextPlace(int Line, int Column)
{
    public static TextPlace Of(string text, int position)
    {
        var line = 1;
        var lineStart = 0;
        for (var i = 0; i < position; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n'))
            {
                line++;
                lineStart = i + 1;
            }
        }

        return new TextPlace(line, position - lineStart + 1);
    }
}
