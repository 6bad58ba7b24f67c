// A link in a message.
// expect: none
Console.WriteLine("Models: https://tfhub.dev/google/imagenet/resnet_v2_50/feature_vector");
