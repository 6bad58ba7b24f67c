// Models that its Hub layer can carry out.
// uses: tensorflow.net
// expect: none
using App.HubModels;
using Tensorflow.Hub;

var layers = new[]
{
    new KerasLayer(Resnet50.Handle),
    new KerasLayer(NnlmEn.Handle),
    new KerasLayer(PlantClassifier.Handle),
    new KerasLayer(BertPreprocess.Handle),
};
Console.WriteLine(layers.Length);
