// Tensorflow.Hub, whole.
#nullable disable
using Tensorflow.Hub;

namespace Tensorflow
{
    public static class HubAPI
    {
        public static HubMethods hub { get; } = new HubMethods();
    }

    public class HubMethods
    {
        public KerasLayer KerasLayer(string handle, bool trainable = false, LoadOptions load_options = null) => null;
    }
}

namespace Tensorflow.Hub
{
    public class KerasLayer : Tensorflow.Keras.Engine.Layer
    {
        public KerasLayer(string handle, bool trainable = false, LoadOptions load_options = null)
            : base(new Tensorflow.Keras.ArgsDefinition.LayerArgs { Trainable = trainable })
        {
        }
    }
}
