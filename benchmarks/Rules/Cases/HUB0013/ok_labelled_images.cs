// The sets fit their models.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

namespace Birds;

internal static class Start
{
    public static void Run(float[] small, float[] large, int[] labels, FineTuneOptions options)
    {
        using var mobile = MobilenetV2.Load();
        using var resnet = Resnet50.Load();
        using var headOfMobile = new ClassificationHead(mobile, classes: 20);
        using var headOfResnet = new ClassificationHead(resnet, classes: 20);
        var thumbnails = new LabelledImages(small, labels, 96, 96, 3);
        var photos = new LabelledImages(large, labels, 224, 224, 3);
        new FineTuner(mobile, headOfMobile).Train(thumbnails, thumbnails, options);
        new FineTuner(resnet, headOfResnet).Train(photos, photos, options);
    }
}
