// Its Hub layer does not know the TF1 format.
// uses: tensorflow.net
using static Tensorflow.HubAPI;

var elmo = hub.KerasLayer("https://tfhub.dev/google/elmo/3"); // expect: HUB0015
Console.WriteLine(elmo.Name);
