// A program in the style of ten years ago.
using System;
using App.HubModels;
using HubAnalyzers.Runtime;

namespace Birds
{
    public class Program
    {
        private static HubModel OpenModel()
        {
            return HubModel.Load("https://tfhub.dev/acme/plant_classifier/1", null);
        }

        public static int Main(string[] args)
        {
            HubModel model = null!;
            try
            {
                model = OpenModel();
                for (int i = 0; i < model.Layers.Count; ++i)
                {
                    HubLayer layer = model.Layers[i];
                    layer.Trainable = true; // expect: HUB0001
                }
            }
            finally
            {
                if (model != null)
                {
                    model.Dispose();
                }
            }

            return 0;
        }
    }
}
