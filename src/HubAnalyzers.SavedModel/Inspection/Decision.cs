namespace HubAnalyzers.SavedModel.Inspection;

/// <summary>An answer, why, and where that was read.</summary>
internal sealed record Decision(Trainability Trainability, string Reason, HubEvidence Evidence);
