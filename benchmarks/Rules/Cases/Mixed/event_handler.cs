// A handler that runs when somebody presses a key.
using App.HubModels;

namespace Birds;

internal sealed class Window
{
    private readonly PlantClassifier _plants = PlantClassifier.Load();

    public event EventHandler? Pressed;

    public Window()
    {
        Pressed += (_, _) => _plants.Trainable = true; // expect: HUB0001
        Pressed += OnPressed;
    }

    public void Press() => Pressed?.Invoke(this, EventArgs.Empty);

    private void OnPressed(object? sender, EventArgs e) => _plants.Conv1.Trainable = true; // expect: HUB0001
}
