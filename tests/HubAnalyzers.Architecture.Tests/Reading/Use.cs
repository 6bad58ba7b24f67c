namespace HubAnalyzers.Architecture.Tests.Reading;

/// <summary>A type names another, of another folder or another assembly.</summary>
internal sealed record Use(string From, TypeName By, string To, TypeName Of)
{
    public override string ToString() => $"{From}/{By.Name} uses {To}/{Of.Name}";
}
