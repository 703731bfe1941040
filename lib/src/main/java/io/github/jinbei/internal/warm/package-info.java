/**
 * The start of a process, while the JIT has not compiled the kernels: what is done differently then, and for how long. Until
 * C2 has compiled a method of the Vector API, its vectors are boxed and it runs many times slower than scalar code.
 *
 * <p>{@code FirstCalls} makes C2 compile the tiles sooner; {@code FirstSeconds} leaves C2 a processor. Both only count calls
 * or time: neither calls kernels or threads.
 */
package io.github.jinbei.internal.warm;
