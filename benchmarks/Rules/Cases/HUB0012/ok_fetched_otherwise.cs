// The program downloads the file for its phone app itself.
// expect: none
using var http = new HttpClient();
var bytes = await http.GetByteArrayAsync("https://tfhub.dev/tensorflow/lite-model/mobilenet_v2_1.0_224/1/metadata/1?lite-format=tflite");
await File.WriteAllBytesAsync("mobilenet.tflite", bytes);
