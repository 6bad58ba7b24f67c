// The handle is an argument.
// uses: tensorflow.net
// expect: none
using Tensorflow.Hub;

namespace Text;

public static class Encoders
{
    public static KerasLayer Open(string handle) => new(handle);
}
