using MultiTarget.HubModels;

namespace MultiTarget
{
    /// <summary>In the language of each target's compiler, C# 7.3 on .NET Standard included.</summary>
    public static class Describe
    {
        /// <summary>Handle, verdict and digest.</summary>
        public static string Model()
        {
            return ShapesMobilenet.Handle + ": " + ShapesMobilenet.Verdict + ", " + ShapesMobilenet.Info.Digest;
        }
    }
}
