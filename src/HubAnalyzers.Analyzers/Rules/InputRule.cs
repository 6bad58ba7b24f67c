using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using HubAnalyzers.Analyzers.Flow;
using HubAnalyzers.Analyzers.Manifests;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>HUB0013: a constant size or type that contradicts the input that the model takes.</summary>
internal sealed class InputRule : Rule
{
    private static readonly HashSet<string> _dtypes = ["float16", "bfloat16", "float32", "float64", "int8", "uint8", "int16", "int32", "int64", "string", "bool", "complex64", "complex128"];

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Rules.Descriptors.InputMismatch);

    public override IEnumerable<Diagnostic> Check(Findings findings, RuleContext context)
    {
        var told = new HashSet<(SyntaxNode, string)>();
        foreach (var call in findings.All.OfType<LibraryCall>())
        {
            foreach (var (model, given) in GivenTo(call, context.Symbols))
            {
                if (model.Model.Interface.Inputs is not { Count: 1 } inputs || given.Made.Syntax.SyntaxTree != call.Place.SyntaxTree)
                {
                    continue;
                }

                foreach (var mismatch in Mismatches(inputs[0], given))
                {
                    if (told.Add((mismatch.Place, mismatch.What)))
                    {
                        yield return Diagnostic.Create(
                            Rules.Descriptors.InputMismatch,
                            mismatch.Place.GetLocation(),
                            mismatch.Replacement is null ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(FixData.Replacement, mismatch.Replacement),
                            model.Model.Name,
                            mismatch.What,
                            mismatch.Expected,
                            mismatch.Found);
                    }
                }
            }
        }
    }

    /// <summary>What a call gives to a model.</summary>
    private static IEnumerable<(ModelDenotation Model, Given Given)> GivenTo(LibraryCall call, LibrarySymbols symbols)
    {
        if (call.Instance is ObjectDenotation tuner && symbols.IsRuntimeType(tuner.Type, "FineTuner"))
        {
            foreach (var argument in call.Arguments.Values.OfType<ObjectDenotation>())
            {
                if (tuner["model"].NotNull() is ModelDenotation model && Given.OfImages(argument, symbols) is { } images)
                {
                    yield return (model, images);
                }
            }
        }
        else if (call.Instance is ModelDenotation { IsKerasLayer: false } called && call.Method.Name == "Call" && call["input"] is ObjectDenotation tensor)
        {
            yield return (called, Given.OfTensor(tensor));
        }
        else if (call.Instance is ModelDenotation { IsKerasLayer: true } layer && call.Method.Name == "Apply" && call["inputs"] is ObjectDenotation input && KerasNet.IsInput(input))
        {
            yield return (layer, Given.OfKerasInput(input));
        }
    }

    private static IEnumerable<Mismatch> Mismatches(ManifestTensor input, Given given)
    {
        if (given.DType is { } dtype && _dtypes.Contains(dtype) && _dtypes.Contains(input.DType) && dtype != input.DType)
        {
            yield return new Mismatch(Rulebook.InputDType, input.DType, dtype, given.DTypePlace!, null);
        }

        if (input.Shape is not { } shape || given.Sizes is not { } sizes || shape.Count != sizes.Length + 1)
        {
            yield break;
        }

        for (var i = 0; i < sizes.Length; i++)
        {
            // A size below 0 is left open: by the manifest, or by keras.Input(shape: (-1, -1, 3)).
            if (sizes[i].Size is { } size and >= 0 && shape[i + 1] >= 0 && shape[i + 1] != size)
            {
                var expected = shape[i + 1].ToString(CultureInfo.InvariantCulture);
                yield return new Mismatch(NameOf(i, sizes.Length), expected, size.ToString(CultureInfo.InvariantCulture), sizes[i].Place, sizes[i].IsValue ? expected : null);
            }
        }
    }

    private static string NameOf(int dimension, int rank) => (dimension, rank) switch
    {
        (0, 3) => Rulebook.ImageHeight,
        (1, 3) => Rulebook.ImageWidth,
        (2, 3) => Rulebook.ChannelCount,
        _ => Rulebook.InputLength,
    };

    private sealed record Mismatch(string What, string Expected, string Found, SyntaxNode Place, string? Replacement);

    private sealed record Dimension(long? Size, SyntaxNode Place, bool IsValue);

    /// <summary>What is given: sizes without the batch, and the dtype, with the places that say so.</summary>
    private sealed record Given(ObjectDenotation Made, ImmutableArray<Dimension>? Sizes, string? DType, SyntaxNode? DTypePlace)
    {
        /// <summary>Images in memory, or files and how they are read.</summary>
        public static Given? OfImages(ObjectDenotation images, LibrarySymbols symbols) =>
            symbols.IsRuntimeType(images.Type, "LabelledImages") ? Of(images, ("height", 2), ("width", 3), ("channels", 4))
            : symbols.IsRuntimeType(images.Type, "ImageExamples") && images["preprocessing"] is ObjectDenotation reading ? Of(reading, ("height", 0), ("width", 1), ("channels", 2))
            : null;

        private static Given Of(ObjectDenotation made, params (string Parameter, int Ordinal)[] sizes) => new(
            made,
            sizes.Select(s => (Size: Whole(made[s.Parameter]), Place: Syntaxes.ArgumentOf(made, s.Parameter, s.Ordinal))).Select(d => new Dimension(d.Size, d.Place, IsValue: d.Place != made.Syntax)).ToImmutableArray(),
            null,
            null);

        /// <summary><c>torch.zeros(1, 224, 224, 3)</c>: the first size is the batch.</summary>
        public static Given OfTensor(ObjectDenotation tensor)
        {
            var sizes = (tensor["$sizes"] as SequenceDenotation)?.Items.Items;
            var dimensions = sizes is { Length: > 0 } known
                ? known.Skip(1).Select((s, i) => new Dimension(Whole(s), Syntaxes.ArgumentOf(tensor, "", i + 1), IsValue: Syntaxes.ArgumentOf(tensor, "", i + 1) != tensor.Syntax)).ToImmutableArray()
                : (ImmutableArray<Dimension>?)null;
            return new Given(tensor, dimensions, tensor["dtype"].ConstantOf<string>(), Syntaxes.ArgumentOf(tensor, "dtype", int.MaxValue));
        }

        /// <summary><c>keras.Input(shape: (224, 224, 3))</c>: the batch is left out.</summary>
        public static Given OfKerasInput(ObjectDenotation input)
        {
            var place = Syntaxes.ArgumentOf(input, "shape", 0);
            var sizes = input["shape"] switch
            {
                TupleDenotation tuple => tuple.Elements.Items,
                ObjectDenotation shape => (shape["dims"] as SequenceDenotation)?.Items.Items,
                ConstantDenotation { Value: int or long } one => ImmutableArray.Create<Denotation?>(one),
                _ => null,
            };
            return new Given(
                input,
                sizes?.Select(s => new Dimension(Whole(s), place, IsValue: false)).ToImmutableArray(),
                input["dtype"].ConstantOf<string>(),
                Syntaxes.ArgumentOf(input, "dtype", int.MaxValue));
        }

        private static long? Whole(Denotation? value) => value is ConstantDenotation { Value: int or long } constant ? System.Convert.ToInt64(constant.Value, CultureInfo.InvariantCulture) : null;
    }
}
