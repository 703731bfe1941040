package io.github.jinbei.bench.cold.child;

/**
 * Counts samples, and records the count about every 0.2 ms: the clock is read only every so many steps, because a step may
 * take less than a microsecond. The first step always has a record. Nothing is allocated after construction.
 */
public final class Counter {

  /** The target for the time between two readings of the clock, in nanoseconds. A reading takes about 25. */
  private static final long PERIOD = 200_000;

  /** Records in a second of measurement: twice as many as there are periods, because a reading may come early. */
  private static final int RECORDS_PER_SECOND = 10_000;

  /** Room for the first record and for those after the end, which do not wait for half a period. */
  private static final int MORE_RECORDS = 64;

  /** Bounds the stride, so that doubling does not overflow. */
  private static final int LONGEST_STRIDE = 1 << 20;

  private final long origin;
  private final long end;
  private final long[] nanos;
  private final long[] samples;
  private int records;
  private long done;

  /** The steps from one reading of the clock to the next, and those that are left of them. */
  private int stride = 1;
  private int left = 1;
  private long last;

  /**
   * Creates a counter.
   *
   * @param origin the start of the process, as a value of {@link System#nanoTime}
   * @param seconds the length of the measurement from there on
   */
  public Counter(long origin, double seconds) {
    this.origin = origin;
    end = (long) (1e9 * seconds);
    nanos = new long[(int) (RECORDS_PER_SECOND * seconds) + MORE_RECORDS];
    samples = new long[nanos.length];
    last = System.nanoTime() - origin;
  }

  /**
   * Counts the samples of a step.
   *
   * @param count the number of samples
   * @return whether the measurement goes on
   */
  public boolean add(int count) {
    done += count;
    left--;
    return left > 0 || read(System.nanoTime() - origin);
  }

  /** Reads the clock: records the count, and adapts the stride to the time that the last one took. */
  private boolean read(long now) {
    long took = Math.max(1, now - last);
    if (took < PERIOD / 2) {
      stride = Math.min(LONGEST_STRIDE, 2 * stride);
    } else if (took > 2 * PERIOD) {
      stride = (int) Math.max(1, stride * PERIOD / took);
    }
    left = stride;
    last = now;
    boolean goesOn = now < end;
    if (records == 0 || !goesOn || now - nanos[records - 1] >= PERIOD / 2) {
      record(now);
    }
    return goesOn;
  }

  private void record(long now) {
    if (records == nanos.length) {
      records--;
    }
    nanos[records] = now;
    samples[records] = done;
    records++;
  }

  /**
   * Returns the number of records.
   *
   * @return 0 before the first step
   */
  public int records() {
    return records;
  }

  /**
   * Returns the time of a record.
   *
   * @param record from 0
   * @return nanoseconds since the start of the process
   */
  public long nanos(int record) {
    return nanos[record];
  }

  /**
   * Returns the count of a record.
   *
   * @param record from 0
   * @return the samples since the start of the process
   */
  public long samples(int record) {
    return samples[record];
  }
}
