// The same kind of model, loaded twice.
// expect: none
using App.HubModels;

using var student = Resnet50.Load();
using var teacher = Resnet50.Load();
student.Conv1.Trainable = true;
teacher.Trainable = false;
