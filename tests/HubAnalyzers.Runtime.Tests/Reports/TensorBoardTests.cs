using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using HubAnalyzers.Runtime.Tests.Models;
using HubAnalyzers.Runtime.Tests.Training;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Runtime.Tests.Reports;

/// <summary>Event files, read back by a reader that shares nothing with what wrote them.</summary>
public sealed class TensorBoardTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_is_told_step_by_step_and_validation_by_validation()
    {
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2, seed: 3);
        var options = TinyProblem.Options(1, model.GetLayer(CarriedModel.Expand)) with { MaxGradientNorm = 1 };
        FineTuneResult result;
        string file;
        using (var log = new TensorBoardLog(_folder.File("run"), options))
        {
            var tuner = new FineTuner(model, head);
            tuner.Callbacks.Add(log);
            Assert.Null(log.File);
            result = tuner.Train(TinyProblem.Images(), TinyProblem.Images(4, seed: 2), options);
            file = log.File!;
        }

        var records = Records(file);
        Assert.Matches(@"^events\.out\.tfevents\.[0-9]{10}\.[-._a-zA-Z0-9]+$", Path.GetFileName(file));
        Assert.Equal("brain.Event:2", records[0].Version);
        Assert.Equal((1, true), (records[1].Step, records[1].IsStart));

        // Two stages of two epochs of two steps.
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], Series(records, "train/loss").Select(static v => v.Step));
        Assert.Equal([.. Enumerable.Repeat(1e-2f, 4), .. Enumerable.Repeat(1e-3f, 4)], Series(records, "train/learning_rate").Select(static v => v.Value));
        Assert.Equal(8, Series(records, "train/gradient_norm").Count);
        Assert.Equal([2, 4, 6, 8], Series(records, "validation/accuracy").Select(static v => v.Step));
        Assert.Equal(result.History.Select(static e => (float)e.Metrics["loss"]), Series(records, "validation/loss").Select(static v => v.Value));
        Assert.Equal(result.History.Select(static e => (float)e.Loss), Series(records, "train/epoch_loss").Select(static v => v.Value));
        Assert.All(records, static r => Assert.InRange(r.Time, 1.7e9, 1e10));
    }

    [Fact]
    public void A_run_that_is_resumed_begins_a_file_of_its_own_and_takes_its_steps_over()
    {
        var options = new FineTuneOptions { Stages = [new FineTuneStage("head", 3, 1e-2), new FineTuneStage("more", 2, 1e-3)] };
        var clock = new Clock();
        using (var first = new TensorBoardLog(_folder.Path, options, clock))
        {
            first.OnStepEnd(new FineTuneProgress("head", 0, 3, 3, 10, 10, 0.5, null));
        }

        using (var second = new TensorBoardLog(_folder.Path, options, clock))
        {
            second.OnStepEnd(new FineTuneProgress("more", 1, 1, 2, 4, 10, 0.25, null));
        }

        var files = Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(2, files.Count);
        Assert.Equal(files[0] + ".1", files[1]);
        Assert.Equal([(30L, 0.5f)], Series(Records(files[0]), "train/loss"));
        var resumed = Records(files[1]);
        Assert.Equal((34, true), (resumed[1].Step, resumed[1].IsStart));
        Assert.Equal([(34L, 0.25f)], Series(resumed, "train/loss"));
    }

    [Fact]
    public void What_happened_is_in_the_file_within_seconds_and_always_in_whole_records()
    {
        var options = new FineTuneOptions { Stages = [new FineTuneStage("head", 1, 1e-2)] };
        var clock = new Clock();
        using var log = new TensorBoardLog(_folder.Path, options, clock);

        Step(1);
        Assert.Single(Series(Records(log.File!), "train/loss"));
        Step(2);
        Assert.Single(Series(Records(log.File!), "train/loss"));
        clock.Now += TimeSpan.FromSeconds(6);
        Step(3);
        Assert.Equal(3, Series(Records(log.File!), "train/loss").Count);
        Step(4, new Dictionary<string, double> { ["loss"] = 2, ["f1"] = double.NaN });
        Assert.Equal([(4L, 2f)], Series(Records(log.File!), "validation/loss"));
        Assert.True(float.IsNaN(Series(Records(log.File!), "validation/f1")[0].Value));

        void Step(int step, Dictionary<string, double>? metrics = null) => log.OnStepEnd(new FineTuneProgress("head", 0, 1, 1, step, 9, 1, null) { Metrics = metrics });
    }

    private static List<(long Step, float Value)> Series(IEnumerable<Record> records, string tag) =>
        [.. records.SelectMany(r => r.Values.Where(v => v.Tag == tag).Select(v => (r.Step, v.Value)))];

    private static List<Record> Records(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new BinaryReader(stream);
        var records = new List<Record>();
        while (stream.Position < stream.Length)
        {
            var length = reader.ReadBytes(8);
            Assert.Equal(Masked(length), reader.ReadUInt32());
            var data = reader.ReadBytes(checked((int)BitConverter.ToUInt64(length)));
            Assert.Equal(Masked(data), reader.ReadUInt32());
            records.Add(Record.Of(data));
        }

        return records;
    }

    /// <summary>CRC-32C bit by bit, under the mask of TFRecord.</summary>
    private static uint Masked(byte[] data)
    {
        var crc = uint.MaxValue;
        foreach (var b in data)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0x82F63B78u);
            }
        }

        crc = ~crc;
        return unchecked(((crc >> 15) | (crc << 17)) + 0xA282EAD8u);
    }

    private sealed record Record(double Time, long Step, string? Version, bool IsStart, List<(string Tag, float Value)> Values)
    {
        public static Record Of(byte[] message)
        {
            var record = new Record(0, 0, null, false, []);
            foreach (var (field, value, bytes) in Fields(message))
            {
                record = field switch
                {
                    1 => record with { Time = BitConverter.Int64BitsToDouble((long)value) },
                    2 => record with { Step = (long)value },
                    3 => record with { Version = Encoding.UTF8.GetString(bytes) },
                    5 => record with { Values = [.. Fields(bytes).Where(static f => f.Field == 1).Select(static f => ValueOf(f.Bytes))] },
                    7 => record with { IsStart = Fields(bytes) is [(1, 1, _)] },
                    _ => throw new InvalidDataException($"field {field}"),
                };
            }

            return record;
        }

        private static (string Tag, float Value) ValueOf(byte[] message)
        {
            var fields = Fields(message);
            return (
                Encoding.UTF8.GetString(fields.Single(static f => f.Field == 1).Bytes),
                fields.Where(static f => f.Field == 2).Select(static f => BitConverter.UInt32BitsToSingle((uint)f.Value)).SingleOrDefault());
        }

        /// <summary>A message's fields: numbers as bits, the rest as bytes.</summary>
        private static List<(int Field, ulong Value, byte[] Bytes)> Fields(byte[] message)
        {
            var fields = new List<(int, ulong, byte[])>();
            for (var at = 0; at < message.Length;)
            {
                var key = Varint();
                var field = (int)(key >> 3);
                switch (key & 7)
                {
                    case 0:
                        fields.Add((field, Varint(), []));
                        break;
                    case 1:
                        fields.Add((field, BitConverter.ToUInt64(message, at), []));
                        at += 8;
                        break;
                    case 5:
                        fields.Add((field, BitConverter.ToUInt32(message, at), []));
                        at += 4;
                        break;
                    case 2:
                        var length = (int)Varint();
                        fields.Add((field, 0, message[at..(at + length)]));
                        at += length;
                        break;
                    default:
                        throw new InvalidDataException($"wire type {key & 7}");
                }

                ulong Varint()
                {
                    var value = 0UL;
                    for (var shift = 0; ; shift += 7)
                    {
                        var b = message[at++];
                        value |= (ulong)(b & 0x7F) << shift;
                        if (b < 0x80)
                        {
                            return value;
                        }
                    }
                }
            }

            return fields;
        }
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
