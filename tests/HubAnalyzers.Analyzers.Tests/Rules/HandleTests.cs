using System.Threading.Tasks;
using Microsoft.CodeAnalysis.Testing;

namespace HubAnalyzers.Testing;

/// <summary>HUB0010 to HUB0012: the handle that a model is loaded by.</summary>
public sealed class HandleTests
{
    [Fact]
    public Task The_messages_name_the_handle_and_what_to_do() => RuleTest.Check(
        """
        HubModel.Load({|#0:"https://tfhub.dev/acme/live_net"|});
        HubModel.Load({|#1:"https://tfhub.dev/acme/other_net/3"|});
        HubModel.Load({|#2:"https://tfhub.dev/tensorflow/lite-model/x/1/default/1"|});
        """,
        expected:
        [
            DiagnosticResult.CompilerWarning("HUB0011").WithLocation(0).WithMessage(
                "Handle 'https://tfhub.dev/acme/live_net' names no version, so a new release would change the model under this program; pin it to a version"),
            new DiagnosticResult("HUB0010", Microsoft.CodeAnalysis.DiagnosticSeverity.Info).WithLocation(1).WithMessage(
                "No manifest in this project describes 'https://tfhub.dev/acme/other_net/3', so no rule can check its use; run 'dotnet hub add https://tfhub.dev/acme/other_net/3'"),
            DiagnosticResult.CompilerWarning("HUB0012").WithLocation(2).WithMessage(
                "'https://tfhub.dev/tensorflow/lite-model/x/1/default/1' is a TensorFlow Lite model; use the handle of a TensorFlow 2 SavedModel"),
        ]);

    [Theory]
    [InlineData("""HubModel.Load({|HUB0012:"https://tfhub.dev/tensorflow/tfjs-model/x/1/default/1"|});""")]
    [InlineData("""HubModel.Load({|HUB0012:"https://tfhub.dev/google/coral-model/x/1/default/1"|});""")]
    [InlineData("""HubModel.Load({|HUB0012:"https://www.kaggle.com/models/google/x/TfLite/y/1"|});""")]
    [InlineData("""HubModel.Load({|HUB0012:"https://www.kaggle.com/models/google/x/frameworks/tfJs/variations/y/versions/1"|});""")]
    [InlineData("""HubModel.Load({|HUB0012:"https://tfhub.dev/nvidia/unet/industrial/class_10/1"|});""")]
    [InlineData("""HubModel.Load({|HUB0012:"https://tfhub.dev/silero/silero-stt/en"|});""")]
    [InlineData("""HubModel.Load({|HUB0011:"https://www.kaggle.com/models/google/x/TensorFlow2/y"|});""")]
    [InlineData("""class C { const string Handle = "https://tfhub.dev/acme/live_net"; HubModel M() => HubModel.Load({|HUB0011:Handle|}); static void Main() { } }""")]
    [InlineData("""var layer = new Tensorflow.Hub.KerasLayer({|HUB0010:"https://tfhub.dev/acme/other_net/3"|});""")]
    public Task A_handle_is_reported(string program) => RuleTest.Check(program, withTensorFlowNet: true);

    [Theory]
    [InlineData("""HubModel.Load("https://tfhub.dev/acme/live_net/2"); // HUB0010 has nothing to say""")]
    [InlineData("""HubModel.Load("models/other"); HubModel.Load("other"); HubModel.Load(args[0]); // nor here HUB0010""")]
    [InlineData("""HubModel.Load(LiveNet.Handle); // nor here HUB0010""")]
    [InlineData("""var text = "https://tfhub.dev/acme/live_net"; Console.WriteLine(text); // HUB0010""")]
    public Task Another_is_not(string program) => RuleTest.Check(program);
}
