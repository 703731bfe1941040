/**
 * The start of a process: how its kernels become fast.
 *
 * <p>Until C2 has compiled a method that uses the Vector API, its vectors are boxed, and it runs many times slower than scalar
 * code. But scalar and vector code of a kernel have the same bits. So every kernel begins with scalar code, which is fast as
 * soon as C1 has compiled it, and changes over to vector code when that is compiled. Only the speed changes.
 *
 * <table>
 * <caption>The files, in the order in which to read them</caption>
 * <tr><th>file</th><th>what it holds</th></tr>
 * <tr><td>{@link io.github.jinbei.internal.warm.ChangingKernels}</td><td>the kernels that all networks use; what
 *     {@code Backend.warmUp} and {@code warm} do</td></tr>
 * <tr><td>{@code Kernel}</td><td>a kernel as a constant of the JIT, which chooses one of its two codes</td></tr>
 * <tr><td>{@code ChangeOver}</td><td>the state of one kernel: scalar or vector code, and the time that scalar code has
 *     taken</td></tr>
 * <tr><td>{@code WarmUp}</td><td>the thread: which kernel is next, how it is called, when it is warm</td></tr>
 * <tr><td>{@code Theme}, {@code ChangingActivations} and the like</td><td>the interfaces of the kernels: each method runs one
 *     of the two codes; the calls of a warm-up</td></tr>
 * <tr><td>{@code VectorCode}</td><td>the vector code as constants of the JIT, created when first needed</td></tr>
 * <tr><td>{@code WarmData}</td><td>the data of these calls</td></tr>
 * <tr><td>{@link io.github.jinbei.internal.warm.FirstSeconds}</td><td>the time in which one processor is left to the
 *     compilers</td></tr>
 * </table>
 *
 * <p>When a kernel is worth it: a kernel adds up how long its scalar code has taken, by its work. At 20 ms on one thread it is
 * warmed up; at 80 ms if a team of threads may use all processors; at 500 ms if the VM has one processor, or if all calls of
 * {@code fit} have announced less than 2 s of scalar code together; at a sixteenth of these if one announces more than 10 s. So
 * a process that computes little starts no thread and initializes no class of vectors.
 *
 * <p>What it costs: all 97 kernels of 256 bits take 4 to 6 s with two processors (Zen 3, JDK 25); a network uses 10 to 30 of
 * them. A kernel is given up after 400 turns, 3.5 s, and tried again when its scalar code has taken twice as long. If C2
 * does not run at all, three or four kernels are tried. The thread is a daemon, ends 3 s after the last kernel, and holds 0.5
 * MB while it runs; until C2 has compiled a kernel, its calls allocate boxed vectors.
 *
 * <p>JIT: C2 compiles by the profile. Some calls of a warm-up choose their code as those of networks do, so that both codes are
 * in the profile before the change, and the callers need not be compiled again at once. The calls have whole vectors and a
 * tail, and an S whose row distance is 0 or not, so that every branch is in the profile.
 *
 * <p>The end: while both codes are possible, compiled code has both, and seldom the vector code inlined. So 3 s after the last
 * change, or at the end of {@code Backend.warmUp}, the changes become final: for the JIT the choice is a constant from then on,
 * callers are compiled again, and no scalar code, no choice and no class check is left in them. Only a microtile, of which
 * there are many, still chooses.
 *
 * <p>Figures and what was tried: {@code bench/NOTES.md}, "Cold start".
 */
package io.github.jinbei.internal.warm;
