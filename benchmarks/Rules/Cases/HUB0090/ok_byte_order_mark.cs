// Saved by an editor that marks its UTF-8.
// manifests: Variants/byte_order_mark
// expect: none
using App.HubModels;

using var net = ByteOrderMark.Load();
net.Conv.Trainable = true;
