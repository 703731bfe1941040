package io.github.jinbei.report;

/**
 * The lessons of the course, computed and drawn. Each method returns what it computed and the page that shows it. For the
 * same arguments both are the same, to the last bit, on every machine and backend, but for times that {@code gradcheck}
 * measures.
 */
public final class Lessons {

  private Lessons() {}
}
