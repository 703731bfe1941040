package io.github.jinbei.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FormatTest {

  private static final double INFINITE = Double.POSITIVE_INFINITY;

  @Test
  void figuresHaveFourSignificantDigits() {
    assertEquals("1.235", Format.digits(1.23456));
    assertEquals("123.5", Format.digits(123.456));
    assertEquals("1000", Format.digits(999.96));
    assertEquals("0.02500", Format.digits(0.025));
    assertEquals("123500", Format.digits(123456));
    assertEquals("-5.000", Format.digits(-5));
    assertEquals("7.000e-07", Format.digits(7e-7));
    assertEquals("1.200e+09", Format.digits(1.2e9));
    assertEquals("0", Format.digits(-0.0));
    assertEquals("-", Format.digits(Double.NaN));
    assertEquals("-", Format.digits(INFINITE));
  }

  @Test
  void changesArePercentagesOfSpeed() {
    assertEquals("-4.83", Format.change(0.9517));
    assertEquals("+12.5", Format.change(1.125));
    assertEquals("+340", Format.change(4.4));
    assertEquals("0.00", Format.change(1));
    assertEquals("0.00", Format.change(0.99999));
    assertEquals("-", Format.change(Double.NaN));
    assertEquals("[-1.00, +2.00]", Format.interval(0.99, 1.02));
    assertEquals("[-, +1.00]", Format.interval(0, 1.01));
    assertEquals("[-1.00, -]", Format.interval(0.99, INFINITE));
    assertEquals("-", Format.interval(0, INFINITE));
    assertEquals("[-, +1.00]", Format.interval(Double.NaN, 1.01));
    assertEquals("-", Format.interval(Double.NaN, Double.NaN));
  }

  @Test
  void sharesProbabilitiesSettingsAndBytes() {
    assertEquals("9.94 %", Format.percent(0.0994));
    assertEquals("71.3 %", Format.percent(0.713));
    assertEquals("-", Format.percent(INFINITE));
    assertEquals("<0.0001", Format.probability(0.00004));
    assertEquals("0.0100", Format.probability(0.01));
    assertEquals("1.0000", Format.probability(1));
    assertEquals("-", Format.probability(Double.NaN));
    assertEquals("3 %", Format.setting(0.03));
    assertEquals("99.9 %", Format.setting(0.999));
    assertEquals("1,048", Format.bytes(1048));
    assertEquals("16", Format.bytes(16));
    assertEquals("0.4", Format.bytes(0.41));
  }

  @Test
  void valuesOfARowHaveTheUnitOfTheLarger() {
    assertEquals("us/op", Scale.of("s/op", 0.9e-6, 1.1e-6).unit());
    assertEquals("0.9000", Scale.of("s/op", 0.9e-6, 1.1e-6).figure(0.9e-6));
    assertEquals("ns/op", Scale.of("s/op", 1e-12).unit());
    assertEquals("s/op", Scale.of("s/op", 1).unit());
    assertEquals("ms/op", Scale.of("s/op", 0.9999, Double.NaN).unit());
    assertEquals("s/op", Scale.of("s/op", 0.99996).unit(), "1.000 is printed, not 1000");
    assertEquals("kops/s", Scale.of("ops/s", 1000).unit());
    assertEquals("1.000", Scale.of("ops/s", 1000).figure(1000));
    assertEquals("Mops/s", Scale.of("ops/s", 1e6).unit());
    assertEquals("Gops/s", Scale.of("ops/s", 7e9).unit());
    assertEquals("ops/s", Scale.of("ops/s", 0.01).unit());
    assertEquals("ops/s", Scale.of("ops/s", Double.NaN, 0).unit());
    assertEquals("B/op", Scale.of("B/op", 5e8).unit());
  }

  @Test
  void pagesHaveSignsThatTerminalsLack() {
    assertEquals("[\u22125.90, +1.00]", Format.typographic("[-5.90, +1.00]"));
    assertEquals("\u2013", Format.typographic("-"));
    assertEquals("\u00b5s/op", Format.typographic("us/op"));
  }
}
