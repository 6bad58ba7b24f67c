// Anyone may assign the field.
// expect: none
using HubAnalyzers.Runtime;

public class PlantService
{
    public HubModel Model = HubModel.Load("https://tfhub.dev/acme/plant_classifier/1");

    public void StartTraining() => Model.Trainable = true;
}
