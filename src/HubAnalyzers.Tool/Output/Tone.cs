namespace HubAnalyzers.Tool.Output;

/// <summary>How a piece of text is meant; colour on a terminal, nothing elsewhere.</summary>
internal enum Tone
{
    Plain,
    Strong,
    Dim,
    Good,
    Caution,
    Bad,
}
