using System.Buffers.Binary;
using System.Reflection;
using System.Text;

namespace Amiable.Reading.Intents;

/// <summary>A linear classifier of sentences, one line of weights for each label: what the trainer wrote.</summary>
internal sealed class SentenceClassifier
{
    private const uint Magic = 0x31524D41; // "AMR1"
    private static readonly Lazy<SentenceClassifier> BuiltIn = new(() =>
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Weights.bin");
        if (stream is null)
            return new([], [], [], []);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Read(bytes);
    });

    private readonly string[] labels;
    private readonly float[] scales;
    private readonly float[] biases;
    private readonly sbyte[][] weights;

    internal SentenceClassifier(string[] labels, float[] scales, float[] biases, sbyte[][] weights) =>
        (this.labels, this.scales, this.biases, this.weights) = (labels, scales, biases, weights);

    /// <summary>The one that is part of the program.</summary>
    public static SentenceClassifier Default => BuiltIn.Value;

    public IReadOnlyList<string> Labels => labels;

    /// <summary>How likely each label is.</summary>
    public Dictionary<string, double> Classify(int[] features)
    {
        var scores = new Dictionary<string, double>(labels.Length);
        var norm = Norm(features.Length);
        for (var l = 0; l < labels.Length; l++)
        {
            var sum = 0;
            var of = weights[l];
            foreach (var feature in features)
                sum += of[feature];
            scores[labels[l]] = Sigmoid((sum * scales[l] * norm) + biases[l]);
        }
        return scores;
    }

    /// <summary>Every feature of a sentence counts the same, those of a long one less.</summary>
    internal static double Norm(int features) => features == 0 ? 0 : 1 / Math.Sqrt(features);

    /// <summary>From additions and multiplications only, so that every machine gets the same bits.</summary>
    internal static double Sigmoid(double x)
    {
        x = Math.Clamp(x, -20, 20);
        var e = 1 - (x / 1024);
        for (var i = 0; i < 10; i++)
            e *= e;
        return 1 / (1 + e);
    }

    /// <summary>Labels and figures, then the weights with runs of zeros shortened.</summary>
    internal byte[] Write()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Magic);
        writer.Write(labels.Length);
        for (var l = 0; l < labels.Length; l++)
        {
            writer.Write(labels[l]);
            writer.Write(scales[l]);
            writer.Write(biases[l]);
            for (var i = 0; i < SentenceFeatures.Count; )
            {
                var zeros = 0;
                while (zeros < 255 && i + zeros < SentenceFeatures.Count && weights[l][i + zeros] == 0)
                    zeros++;
                i += zeros;
                writer.Write((byte)zeros);
                if (zeros < 255 && i < SentenceFeatures.Count)
                    writer.Write(weights[l][i++]);
            }
        }
        writer.Flush();
        return stream.ToArray();
    }

    internal static SentenceClassifier Read(byte[] bytes)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic)
            throw new InvalidDataException("These are no weights of the reader.");
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        reader.ReadUInt32();
        var count = reader.ReadInt32();
        var (labels, scales, biases, weights) = (new string[count], new float[count], new float[count], new sbyte[count][]);
        for (var l = 0; l < count; l++)
        {
            (labels[l], scales[l], biases[l]) = (reader.ReadString(), reader.ReadSingle(), reader.ReadSingle());
            weights[l] = new sbyte[SentenceFeatures.Count];
            for (var i = 0; i < SentenceFeatures.Count; )
            {
                var zeros = reader.ReadByte();
                i += zeros;
                if (zeros < 255 && i < SentenceFeatures.Count)
                    weights[l][i++] = reader.ReadSByte();
            }
        }
        return new(labels, scales, biases, weights);
    }
}
